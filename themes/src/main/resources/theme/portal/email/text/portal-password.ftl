<#ftl output_format="plainText">
${msg("portalPasswordMail_" + kind, portal)}
<#if link??>

${link}

${msg("portalPasswordMailValid_" + unit, count)}
</#if>

${msg("portalPasswordMailNext_" + kind)}

${msg("portalMailNoReply")}
