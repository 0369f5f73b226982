<#--
  Asks who has forgotten the password. "forgotten" has roles (empty if there is no choice), role, byAddress (people log in with their
  address), twice (it is asked for twice), name and again (what was entered).
-->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<#assign name = forgotten.byAddress?then("portalForgottenAddress", "portalForgottenName")>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("emailForgotTitle")}
  <#elseif section = "form">
    <p>${msg("portalForgottenIntro")}</p>
    <form id="forgotten-password" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
      <#if forgotten.roles?has_content>
        <fieldset class="portal-choice"<#if messagesPerField.existsError("role")> aria-describedby="input-error-role"</#if>>
          <legend>${msg("portalForgottenRole")}</legend>
          <#list forgotten.roles as role>
            <label><input type="radio" name="role" value="${role}"<#if role == forgotten.role> checked</#if>> ${msg("portalForgottenRole_" + role)}</label>
          </#list>
          <#if messagesPerField.existsError("role")>
            <p id="input-error-role" class="portal-field-error" aria-live="polite">${kcSanitize(messagesPerField.get("role"))?no_esc}</p>
          </#if>
        </fieldset>
      </#if>
      <@field.input name="username" label=msg(name) value=forgotten.name autocomplete="username" autofocus=!forgotten.roles?has_content />
      <#if forgotten.twice>
        <@field.input name="username-again" label=msg(name + "Again") value=forgotten.again />
      </#if>
      <@buttons.actionGroup>
        <@buttons.button id="forgotten-submit" label="portalForgottenSubmit"/>
        <@buttons.buttonLink href=url.loginUrl label="backToLogin"/>
      </@buttons.actionGroup>
    </form>
  </#if>
</@layout.registrationLayout>
