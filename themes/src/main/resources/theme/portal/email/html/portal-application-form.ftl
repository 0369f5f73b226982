<#--
  The application form of a registration, to be printed, signed, stamped and posted in an envelope with a window: the operator's address stands
  where DIN 5008:2020, form B, wants it. Well-formed XML, without entities of HTML; pictures, style sheets and addresses elsewhere are not
  fetched. Fonts: Portal Sans, Portal Mono.

  kind: the role that is wanted. reference: letters and digits in groups. code: the same as QR code, size and bars (left, top, width) in modules. sender: lines. rows: a list
  of name and values. portal: what the portal is called. date: a text.
-->
<#import "/portal-brand.ftl" as brand>
<#assign contact = brand.text("portalBrandContact")>
<#assign module = 26 / code.size()>
<html xmlns="http://www.w3.org/1999/xhtml" lang="${locale.language}">
<head>
<title>${msg("portalFormTitle_" + kind, portal)}</title>
<meta name="subject" content="${msg("portalFormTitle_" + kind, portal)}"/>
<meta name="description" content="${msg("portalFormTitle_" + kind, portal)}"/>
<style>
@page { size: 210mm 297mm; margin: 20mm 20mm 22mm 25mm;
  @bottom-left { content: "${msg("portalFormReference")} ${reference}"; font-family: 'Portal Sans'; font-size: 8pt; color: #444444; }
  @bottom-right { content: counter(page) " / " counter(pages); font-family: 'Portal Sans'; font-size: 8pt; color: #444444; } }
body { margin: 0; font-family: 'Portal Sans'; font-size: 10pt; line-height: 1.4; color: #000000; word-wrap: break-word; }
.top { position: relative; height: 70mm; }
.brand { position: absolute; left: 0; top: 0; width: 165mm; margin: 0; padding-bottom: 2mm; border-bottom: 1.2mm solid #000000; font-size: 15pt; font-weight: 700; }
.sender { position: absolute; left: 0; top: 35.5mm; width: 80mm; height: 5mm; margin: 0; overflow: hidden; white-space: nowrap; font-size: 7pt; }
.sender span { border-bottom: 0.2mm solid #000000; }
.address { position: absolute; left: 0; top: 42.7mm; width: 80mm; height: 27.3mm; margin: 0; overflow: hidden; white-space: nowrap; line-height: 4.4mm; }
.facts { position: absolute; left: 100mm; top: 21mm; width: 36mm; margin: 0; font-size: 9.5pt; line-height: 1.35; }
.label { font-size: 8pt; color: #444444; }
.reference { font-family: 'Portal Mono'; font-weight: 700; }
.code { position: absolute; left: 139mm; top: 21mm; width: 26mm; height: 26mm; }
.bar { position: absolute; background-color: #000000; }
h1 { margin: 4mm 0 3mm; font-size: 13pt; font-weight: 700; line-height: 1.3; }
h2 { margin: 5mm 0 2mm; font-size: 11pt; font-weight: 700; }
p { margin: 0 0 3mm; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
th, td { padding: 1mm 2mm 1mm 0; border-bottom: 0.2mm solid #999999; text-align: left; vertical-align: top; }
th { width: 55mm; font-weight: 400; color: #444444; }
tr { page-break-inside: avoid; }
.sign { page-break-inside: avoid; }
.sign th, .sign td { border: 0; }
.line { height: 16mm; padding: 0 4mm 0 0; vertical-align: bottom; }
.line span { display: block; padding-top: 1mm; border-top: 0.2mm solid #000000; font-size: 8pt; }
.stamp { height: 27mm; margin-top: 4mm; padding: 0; }
.stamp span { display: block; height: 24mm; padding: 1mm 2mm; border: 0.2mm solid #777777; font-size: 8pt; }
</style>
</head>
<body>
<div class="top">
<p class="brand" style="border-color: ${brand.colour("portalBrandColor", "#1f4e79")};">${portal}</p>
<p class="sender"><span><#list sender as line>${line}<#sep> · </#sep></#list></span></p>
<p class="address"><#list msg("portalLetterSender", portal)?split("·") as line>${line?trim}<#sep><br/></#sep></#list></p>
<p class="facts"><span class="label">${msg("portalFormReference")}</span><br/><span class="reference">${reference}</span><br/><span class="label">${msg("portalLetterDate")}</span><br/>${date}</p>
<div class="code">
<#list code.bars() as bar><div class="bar" style="left: ${(bar.left() * module)?c}mm; top: ${(bar.top() * module)?c}mm; width: ${(bar.width() * module)?c}mm; height: ${(module + 0.02)?c}mm;"></div></#list>
</div>
</div>
<h1>${msg("portalFormTitle_" + kind, portal)}</h1>
<p>${msg("portalFormIntro")}</p>
<table>
<tbody>
<#list rows as row>
<tr><th scope="row">${msg("portalForm_" + row.name())}</th><td><#list row.values() as value>${value}<#sep>, </#sep><#else>${msg((row.name() = "units")?then("portalFormNothing_units", "portalFormNothing"))}</#list></td></tr>
</#list>
</tbody>
</table>
<div class="sign">
<h2>${msg("portalFormSign")}</h2>
<p>${msg("portalFormDeclaration")}</p>
<table>
<tbody>
<tr><td class="line"><span>${msg("portalFormPlaceDate")}</span></td><td class="line"><span>${msg("portalFormSignatureApplicant")}</span></td></tr>
<tr><td class="line"><span>${msg("portalFormPlaceDate")}</span></td><td class="line"><span>${msg("portalFormSignatureOrganization")}</span></td></tr>
</tbody>
</table>
<p class="stamp"><span>${msg("portalFormStamp")}</span></p>
<p>${msg("portalFormPost")}<#if contact?has_content> ${msg("portalLetterContact", contact)}</#if></p>
</div>
</body>
</html>
