<#-- Behind the link in the mail: opening it changes nothing, the button does. "memberNumbers", "person" and "address" are what it confirms. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("portalRegistrationTitle_confirm")}
  <#elseif section = "form">
    <p>${msg("portalRegistrationConfirm")}</p>
    <dl class="portal-facts">
      <dt>${msg("portalRegistrationField_memberNumber")}</dt>
      <dd>${memberNumbers?join(", ")}</dd>
      <dt>${msg("portalRegistrationField_firstName")}</dt>
      <dd>${person.firstName()}</dd>
      <dt>${msg("portalRegistrationField_lastName")}</dt>
      <dd>${person.lastName()}</dd>
      <dt>${msg("portalRegistrationField_street")}</dt>
      <dd>${address.street()}</dd>
      <dt>${msg("portalRegistrationField_city")}</dt>
      <dd>${address.postalCode()} ${address.city()}</dd>
    </dl>
    <form id="registration-confirm" class="portal-actions" action="${url.loginAction}" method="post" onsubmit="confirm.disabled = true; return true;">
      <button class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" id="registration-confirm-submit" name="confirm" type="submit">${msg("portalRegistrationConfirmSubmit")}</button>
    </form>
    <p class="portal-hint">${msg("portalRegistrationConfirmNot")}</p>
  </#if>
</@layout.registrationLayout>
