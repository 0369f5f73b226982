<#--
  One letter: a part of portal-letters.ftl, which has the styles. Well-formed XML, without entities of HTML; pictures, style sheets and
  addresses elsewhere are not fetched.

  kind: oneTimePassword, accessId or memberNumber. address: its lines. name, organization, memberNumber, reference, date, value, lastDay: texts;
  lastDay is empty if there is none. portal: what the portal is called.
-->
<#import "/portal-brand.ftl" as brand>
<#assign contact = brand.text("portalBrandContact")>
<#assign place = brand.text("portalLetterPlace")>
<div class="letter" lang="${locale.language}">
<p class="brand" style="border-color: ${brand.colour("portalBrandColor", "#1f4e79")};">${portal}</p>
<p class="sender"><span>${msg("portalLetterSender", portal)}</span></p>
<p class="address"><#list address as line>${line}<#sep><br/></#sep></#list></p>
<p class="facts"><span class="label">${msg("portalLetterDate")}</span><br/>${date}<br/>
<#if memberNumber?has_content && kind != "memberNumber"><span class="label">${msg("portalLetterMemberNumber")}</span><br/>${memberNumber}<br/></#if>
<span class="label">${msg("portalLetterReference")}</span><br/>${reference}</p>
<div class="fold" style="top: 105mm;"></div>
<div class="fold hole" style="top: 148.5mm;"></div>
<div class="fold" style="top: 210mm;"></div>
<h1>${msg("portalLetterSubject_" + kind, portal)}</h1>
<p>${msg("portalLetterSalutation", name)}</p>
<p>${msg("portalLetterText_" + kind, portal, organization)}</p>
<p class="value">${value}</p>
<p>${msg("portalLetterNext_" + kind, portal, lastDay)}<#if place?has_content><br/>${msg("portalLetterWhere", place)}</#if></p>
<p>${msg("portalLetterCare_" + kind)}</p>
<#if contact?has_content><p>${msg("portalLetterContact", contact)}</p></#if>
<p>${msg("portalLetterClosing")}<br/>${portal}</p>
<p class="foot">${msg("portalLetterUnsigned")}</p>
</div>
