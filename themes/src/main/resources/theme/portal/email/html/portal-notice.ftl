<#-- A mail of one sentence: the key of its text, and what stands in its placeholders. -->
<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg(noticeKey, noticeValues[0]!"", noticeValues[1]!"", noticeValues[2]!"")}</p>
</@layout.emailLayout>
