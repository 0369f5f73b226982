<#-- The address is confirmed: "reference" is what the application is called, "formUrl" where its form is. -->
<#import "template.ftl" as layout>
<#import "portal-brand.ftl" as brand>
<#assign contact = brand.text("portalBrandContact")>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("portalRegistrationTitle_done")}
  <#elseif section = "form">
    <div role="status">
      <p>${msg("portalRegistrationDone")}</p>
      <p id="registration-reference" class="portal-secret">${reference}</p>
    </div>
    <ol class="portal-steps">
      <li>${msg("portalRegistrationDoneForm")}</li>
      <li>${msg("portalRegistrationDoneSign")}</li>
      <li>${msg("portalRegistrationDonePost")}</li>
    </ol>
    <p class="portal-actions"><a id="registration-form" class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" href="${formUrl}">${msg("portalRegistrationDownload")}</a></p>
    <p>${msg("portalRegistrationDoneNext")}<#if contact?has_content> ${msg("portalAccessContact", contact)}</#if></p>
    <p class="portal-aside"><a href="${loginUrl}">${msg("backToLogin")}</a></p>
  </#if>
</@layout.registrationLayout>
