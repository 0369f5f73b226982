<#--
  Says why somebody with the right password does not get in, and whom to turn to. "refusal" has kind (administrator, operator,
  lastAdministrator, organization, wrongPasswords, role or disabled), reason, organization and roles; "logoutUrl" is there if a session
  of other applications goes on.
-->
<#import "template.ftl" as layout>
<#import "portal-brand.ftl" as brand>
<#assign contact = brand.text("portalBrandContact")>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("portalAccessTitle_" + refusal.kind)}
  <#elseif section = "form">
    <p>${msg("portalAccess_" + refusal.kind)}</p>
    <#if refusal.organization?has_content || refusal.reason?has_content || refusal.roles?has_content>
      <dl class="portal-facts">
        <#if refusal.roles?has_content>
          <dt>${msg("portalAccessRoles")}</dt>
          <dd><#list refusal.roles as role>${msg("portalRole_" + role)}<#sep>, </#sep></#list></dd>
        </#if>
        <#if refusal.organization?has_content>
          <dt>${msg("portalAccessOrganization")}</dt>
          <dd>${refusal.organization}</dd>
        </#if>
        <#if refusal.reason?has_content>
          <dt>${msg("portalAccessReason")}</dt>
          <dd class="portal-as-written">${refusal.reason}</dd>
        </#if>
      </dl>
    </#if>
    <p>${msg("portalAccessTurn_" + refusal.kind)}</p>
    <p>
      <#if contact?has_content>
        ${msg("portalAccessContact", contact)}
      <#else>
        ${msg("portalAccessContactUnknown")}
      </#if>
    </p>
    <#if logoutUrl??>
      <p>${msg("portalAccessSwitchHint")}</p>
    </#if>
    <p class="portal-actions">
      <#if logoutUrl??>
        <a id="access-switch" class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" href="${logoutUrl}">${msg("portalAccessSwitch")}</a>
        <#if (client.baseUrl)?has_content>
          <a class="${properties.kcButtonSecondaryClass} ${properties.kcButtonBlockClass}" href="${client.baseUrl}">${msg("backToApplication")}</a>
        </#if>
      <#else>
        <a id="access-restart" class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" href="${url.loginRestartFlowUrl}">${msg("backToLogin")}</a>
      </#if>
    </p>
  </#if>
</@layout.registrationLayout>
