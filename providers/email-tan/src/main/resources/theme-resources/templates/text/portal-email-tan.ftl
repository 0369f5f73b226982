<#ftl output_format="plainText">
${msg("portalTanMailIntro", portal)}

    ${code}

${msg("portalTanMailValidity", validMinutes, validUntil)}

${msg("portalTanMailNotYou")}

${msg("portalTanMailNoReply")}
