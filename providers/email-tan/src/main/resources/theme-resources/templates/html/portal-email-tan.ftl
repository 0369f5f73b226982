<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("portalTanMailIntro", portal)}</p>
<#-- Spaced by style only, so that copying it gives the bare digits. -->
<p style="margin:24px 0;font-family:Consolas,Menlo,monospace;font-size:34px;line-height:1.3;font-weight:bold;letter-spacing:8px;">${code}</p>
<p>${msg("portalTanMailValidity", validMinutes)}</p>
<p>${msg("portalTanMailNotYou")}</p>
<#-- A theme whose layout asks not to reply says so in its properties. -->
<#if (properties.portalMailFooter!"") != "true">
<p>${msg("portalTanMailNoReply")}</p>
</#if>
</@layout.emailLayout>
