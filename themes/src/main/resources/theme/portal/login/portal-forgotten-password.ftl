<#--
  Asks who has forgotten the password. "forgotten" has twice (it is asked for twice), name and again (what was entered); "chosenRole", where
  the portal has its role chosen first, is that role as the server writes it.
-->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("emailForgotTitle")}
  <#elseif section = "form">
    <#if chosenRole??>
      <form class="portal-chosen" action="${url.loginAction}" method="post">
        <p>${msg("portalRoleChosen")} <strong>${msg("portalRole_" + chosenRole)}</strong></p>
        <button class="pf-v5-c-button pf-m-link pf-m-inline" id="change-role" name="role" value="" type="submit">${msg("portalRoleChange")}</button>
      </form>
    </#if>
    <p>${msg("portalForgottenIntro")}</p>
    <form id="forgotten-password" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
      <@field.input name="username" label=msg("portalLoginName") value=forgotten.name autocomplete="username" autofocus=true />
      <#if forgotten.twice>
        <@field.input name="username-again" label=msg("portalForgottenAgain", msg("portalLoginName")) value=forgotten.again />
      </#if>
      <@buttons.actionGroup>
        <@buttons.button id="forgotten-submit" label="portalForgottenSubmit"/>
        <@buttons.buttonLink href=url.loginUrl label="backToLogin"/>
      </@buttons.actionGroup>
    </form>
  </#if>
</@layout.registrationLayout>
