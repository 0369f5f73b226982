<#-- The stock page says its message twice, as title and as text; here a message without a header of its own gets a short one. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(messageHeader!"portalInfoTitle")}
  <#elseif section = "form">
    <div id="kc-info-message">
      <p class="instruction">${message.summary}</p>
      <#if requiredActions?has_content>
        <ul class="${properties.kcListClass}">
          <#list requiredActions as action>
            <li>${msg("requiredAction." + action)}</li>
          </#list>
        </ul>
      </#if>
      <#if !skipLink??>
        <#if pageRedirectUri?has_content>
          <p><a href="${pageRedirectUri}">${msg("backToApplication")}</a></p>
        <#elseif actionUri?has_content>
          <p class="portal-actions"><a class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" href="${actionUri}" data-once-link>${msg("proceedWithAction")}</a></p>
        <#elseif (client.baseUrl)?has_content>
          <p><a href="${client.baseUrl}">${msg("backToApplication")}</a></p>
        </#if>
      </#if>
    </div>
  </#if>
</@layout.registrationLayout>
