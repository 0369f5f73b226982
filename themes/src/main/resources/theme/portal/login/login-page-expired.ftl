<#-- The stock page offers two links that both read "Click here"; these say where they lead. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("pageExpiredTitle")}
  <#elseif section = "form">
    <p class="instruction">${msg("portalPageExpired")}</p>
    <p class="portal-actions">
      <a id="loginRestartLink" class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" href="${url.loginRestartFlowUrl}">${msg("portalLoginRestart")}</a>
      <a id="loginContinueLink" class="${properties.kcButtonSecondaryClass} ${properties.kcButtonBlockClass}" href="${url.loginAction}">${msg("portalLoginContinue")}</a>
    </p>
  </#if>
</@layout.registrationLayout>
