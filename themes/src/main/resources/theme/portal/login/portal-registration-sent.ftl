<#-- It was sent; the mail is on its way, or nothing is: the page says the same. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("portalRegistrationTitle_sent")}
  <#elseif section = "form">
    <div role="status">
      <p>${msg("portalRegistrationSent")}</p>
      <p class="portal-address">${registration.entered.email}</p>
      <p>${msg("portalRegistrationSentNext")}</p>
    </div>
    <form id="registration" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
      <p>${msg("portalRegistrationCorrectHint")}</p>
      <div class="portal-actions">
        <button class="${properties.kcButtonSecondaryClass} ${properties.kcButtonBlockClass}" id="registration-correct" name="go" value="correct" type="submit">${msg("portalRegistrationCorrect")}</button>
      </div>
    </form>
    <p class="portal-aside"><a href="${url.loginUrl}">${msg("backToLogin")}</a></p>
  </#if>
</@layout.registrationLayout>
