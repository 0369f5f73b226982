<#ftl output_format="plainText">
${msg("portalTanMailIntro", realmName)}

    ${code}

${msg("portalTanMailValidity", validMinutes, validUntil)}

${msg("portalTanMailNotYou")}

${msg("portalTanMailNoReply")}
