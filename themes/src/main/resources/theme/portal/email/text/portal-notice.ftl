<#ftl output_format="plainText">
${msg(noticeKey, noticeValues[0]!"", noticeValues[1]!"", noticeValues[2]!"", noticeValues[3]!"")}

${msg("portalMailNoReply")}
