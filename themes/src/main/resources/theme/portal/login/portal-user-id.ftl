<#-- Asks for four facts before it tells the user id. "entered" has what was typed: firstName, lastName, birthDate, memberNumber. -->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("portalUserIdTitle")}
  <#elseif section = "form">
    <p>${msg("portalUserIdIntro")}</p>
    <form id="user-id" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
      <@field.input name="firstName" label=msg("portalUserIdFirstName") value=entered.firstName autocomplete="given-name" autofocus=true />
      <@field.input name="lastName" label=msg("portalUserIdLastName") value=entered.lastName autocomplete="family-name" />
      <@field.input name="birthDate" label=msg("portalUserIdBirthDate") value=entered.birthDate autocomplete="bday" />
      <@field.input name="memberNumber" label=msg("portalUserIdMemberNumber") value=entered.memberNumber />
      <@buttons.actionGroup>
        <@buttons.button id="user-id-submit" label="portalUserIdSubmit"/>
      </@buttons.actionGroup>
    </form>
  </#if>
</@layout.registrationLayout>
