<#--
  Says how to come by a password or user id. "kind" names the texts; "link" is there if the mail has one, valid for "count" "unit" (minutes
  or hours). The secret itself is in none of them.
-->
<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("portalPasswordMail_" + kind, portal)}</p>
<#if link??>
<p style="margin:24px 0;"><a href="${link}">${msg("portalPasswordMailLink_" + kind)}</a></p>
<p>${msg("portalPasswordMailValid_" + unit, count)}</p>
</#if>
<p>${msg("portalPasswordMailNext_" + kind)}</p>
</@layout.emailLayout>
