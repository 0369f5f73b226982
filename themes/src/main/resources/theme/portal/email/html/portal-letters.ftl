<#--
  The document of one or more letters. Measures after DIN 5008:2020, form B: the window of the envelope shows what stands from 45 to 90 mm
  from above and from 20 to 105 mm from the left; of it, the upper 17.7 mm are for the sender. Fonts: Portal Sans, Portal Mono.
-->
<html xmlns="http://www.w3.org/1999/xhtml" lang="${locale.language}">
<head>
<title>${msg("portalLettersTitle", portal)}</title>
<meta name="subject" content="${msg("portalLettersTitle", portal)}"/>
<meta name="description" content="${msg("portalLettersTitle", portal)}"/>
<style>
@page { size: 210mm 297mm; margin: 0; }
body { margin: 0; font-family: 'Portal Sans'; font-size: 10.5pt; line-height: 1.45; color: #000000; }
.letter { position: relative; padding: 98.5mm 22mm 0 25mm; page-break-before: always; word-wrap: break-word; }
.letter:first-child { page-break-before: auto; }
.brand { position: absolute; left: 25mm; top: 18mm; width: 163mm; margin: 0; padding-bottom: 2mm; border-bottom: 1.2mm solid #000000; font-size: 15pt; font-weight: 700; }
.sender { position: absolute; left: 25mm; top: 55.5mm; width: 80mm; height: 5mm; margin: 0; overflow: hidden; white-space: nowrap; font-size: 7pt; }
.sender span { border-bottom: 0.2mm solid #000000; }
.address { position: absolute; left: 25mm; top: 62.7mm; width: 80mm; height: 27.3mm; margin: 0; overflow: hidden; white-space: nowrap; font-size: 10pt; line-height: 4.4mm; }
.facts { position: absolute; left: 125mm; top: 50mm; width: 63mm; margin: 0; font-size: 9.5pt; line-height: 1.35; }
.label { font-size: 8pt; color: #444444; }
.fold { position: absolute; left: 3mm; width: 5mm; height: 0; border-top: 0.2mm solid #555555; }
.hole { width: 7mm; }
h1 { margin: 0 0 6mm; font-size: 12pt; font-weight: 700; line-height: 1.3; }
p { margin: 0 0 3.5mm; }
.value { margin: 5mm 0 6mm; padding: 4mm 5mm; border: 0.3mm solid #000000; font-family: 'Portal Mono'; font-weight: 700; font-size: 18pt; line-height: 1.25; }
.foot { position: absolute; left: 25mm; top: 280mm; width: 163mm; margin: 0; font-size: 8pt; color: #444444; }
</style>
</head>
<body>
<#list letters as letter>${letter?no_esc}</#list>
</body>
</html>
