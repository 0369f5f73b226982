<#ftl output_format="plainText">
${msg("portalTanMailIntro", portal)}

    ${code}

${msg("portalTanMailValidity", validMinutes)}

${msg("portalTanMailNotYou")}

${msg("portalTanMailNoReply")}
