<#-- A mail of one sentence: the key of its text, and what stands in its placeholders. -->
<#import "template.ftl" as layout>
<@layout.emailLayout>
<#-- What somebody has written has lines. -->
<p style="white-space: pre-line">${msg(noticeKey, noticeValues[0]!"", noticeValues[1]!"", noticeValues[2]!"", noticeValues[3]!"")}</p>
</@layout.emailLayout>
