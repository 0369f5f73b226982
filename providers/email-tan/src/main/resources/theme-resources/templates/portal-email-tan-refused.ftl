<#-- No TAN can be sent or taken now: says what happened and whom to ask. "refusal" is noAddress, mailLimit, paused or notSent. -->
<#import "template.ftl" as layout>
<#-- A realm's localization text; a key without a text comes back as it is. -->
<#assign contact = msg("portalBrandContact")>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("portalTanRefused_" + refusal + "_title")}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/portal-email-tan.css">
    <div class="portal-tan">
      <p>${msg("portalTanRefused_" + refusal)}</p>
      <#if (minutes > 0)>
        <p>${msg("portalTanRefusedUntil", minutes)}</p>
      </#if>
      <p>
        <#if contact?has_content && contact != "portalBrandContact">
          ${msg("portalTanContact", contact)}
        <#else>
          ${msg("portalTanContactUnknown")}
        </#if>
      </p>
      <div class="portal-tan-actions">
        <a class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}" id="tan-restart" href="${url.loginRestartFlowUrl}">${msg("portalTanRestart")}</a>
      </div>
    </div>
  </#if>
</@layout.registrationLayout>
