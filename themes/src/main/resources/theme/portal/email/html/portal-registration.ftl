<#-- Asks to confirm the address of an application: "link", valid for "hours", of what is called "portal". -->
<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("portalRegistrationMail", portal)}</p>
<p style="margin:24px 0;"><a href="${link}">${msg("portalRegistrationMailLink")}</a></p>
<p>${msg("portalRegistrationMailValid", hours)}</p>
<p>${msg("portalRegistrationMailNot")}</p>
</@layout.emailLayout>
