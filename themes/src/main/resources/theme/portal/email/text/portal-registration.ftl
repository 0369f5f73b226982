<#ftl output_format="plainText">
${msg("portalRegistrationMail", portal)}

${link}

${msg("portalRegistrationMailValid", hours)}

${msg("portalRegistrationMailNot")}

${msg("portalMailNoReply")}
