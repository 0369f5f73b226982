<#-- The last page of something: "notice" names what it says, "loginUrl" where the login is, if it is not the one of this tab. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("portalNoticeTitle_" + notice)}
  <#elseif section = "form">
    <div role="status">
      <p>${msg("portalNotice_" + notice)}</p>
      <p>${msg("portalNoticeNext_" + notice)}</p>
    </div>
    <p class="portal-actions"><a id="notice-login" class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" href="${loginUrl!url.loginUrl}">${msg("portalNoticeLogin")}</a></p>
  </#if>
</@layout.registrationLayout>
