<#-- Tells the user id, once. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("portalUserIdTitle")}
  <#elseif section = "form">
    <div role="status">
      <p>${msg("portalUserIdTold")}</p>
      <p id="told-user-id" class="portal-secret">${userId}</p>
      <p>${msg("portalUserIdKeep")}</p>
    </div>
    <p class="portal-actions"><a id="notice-login" class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" href="${loginUrl}">${msg("portalNoticeLogin")}</a></p>
  </#if>
</@layout.registrationLayout>
