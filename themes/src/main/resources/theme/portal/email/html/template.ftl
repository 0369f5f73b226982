<#--
  The frame of every HTML mail: brand name, text, and the line that asks not to reply. No tables, pictures or links. Styles
  stand on the elements because Outlook and web mailers drop style sheets; the sheet only adds what a dark reader needs.
-->
<#import "/portal-brand.ftl" as brand>
<#macro emailLayout>
<#local colour = brand.colour("portalBrandColor", "#1f4e79")>
<#local onColour = brand.textOn(colour)>
<!DOCTYPE html>
<html lang="${locale.language}" dir="${ltr?then("ltr", "rtl")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${subject!brand.name(realmName)}</title>
<style>
a { color: #0b4f9c; }
@media (prefers-color-scheme: dark) {
  .portal-page { background: #14171b !important; }
  .portal-card { background: #1f242a !important; border-color: #3a424c !important; color: #eef1f4 !important; }
  .portal-foot { color: #b8c0ca !important; }
  a { color: #9ccaff !important; }
}
</style>
</head>
<body class="portal-page" style="margin:0;padding:0;background:#f2f4f6;">
<div class="portal-page" style="padding:24px 12px;background:#f2f4f6;font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;">
<div class="portal-card" style="max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #d5dae1;color:#1b1f24;">
<div style="padding:16px 24px;background:${colour};color:${onColour};font-size:18px;font-weight:bold;">${brand.name(realmName)}</div>
<div style="padding:12px 24px 16px;overflow-wrap:break-word;">
<#nested>
</div>
</div>
<div class="portal-foot" style="max-width:560px;margin:0 auto;padding:12px 24px;color:#4b5563;font-size:14px;">${msg("portalMailNoReply")}</div>
</div>
</body>
</html>
</#macro>
