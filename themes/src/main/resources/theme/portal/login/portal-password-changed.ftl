<#-- The password is changed and every session is over: the only way on is a new login. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("portalPasswordChangedTitle")}
  <#elseif section = "form">
    <p>${msg("portalPasswordChanged")}</p>
    <p class="portal-actions">
      <a id="password-changed-login" class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" href="${url.loginRestartFlowUrl}">${msg("portalPasswordChangedLogin")}</a>
    </p>
  </#if>
</@layout.registrationLayout>
