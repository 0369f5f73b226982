<#-- Behind the link in the mail: opening it changes nothing, the button does. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("portalRegistrationTitle_confirm")}
  <#elseif section = "form">
    <p>${msg("portalRegistrationConfirm")}</p>
    <form id="registration-confirm" class="portal-actions" action="${url.loginAction}" method="post" onsubmit="confirm.disabled = true; return true;">
      <button class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" id="registration-confirm-submit" name="confirm" type="submit">${msg("portalRegistrationConfirmSubmit")}</button>
    </form>
    <p class="portal-hint">${msg("portalRegistrationConfirmNot")}</p>
  </#if>
</@layout.registrationLayout>
