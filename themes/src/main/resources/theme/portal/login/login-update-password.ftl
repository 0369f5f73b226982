<#--
  Keycloak's page for a new password, with the realm's rules beside the field. "passwordRules" is a list of id and, where the rule has a
  number, value; js/password-rules.js checks what a browser can while one types, the server has the last word. Keycloak's own script
  knows neither letters of other alphabets nor the policies that Keycloak lacks. Nor is it asked whether other sessions shall end:
  they do.
-->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('password','password-confirm'); section>
  <#if section = "header">
    ${msg("updatePasswordTitle")}
  <#elseif section = "form">
    <form id="kc-passwd-update-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
      <#if passwordRules?has_content>
        <div class="portal-rules" id="password-rules">
          <p id="password-rules-title">${msg("portalPasswordRules")}</p>
          <ul aria-labelledby="password-rules-title">
            <#list passwordRules as rule>
              <li data-rule="${rule.id}"<#if rule.value??> data-value="${rule.value?c}"</#if>>
                <span>${msg("portalPasswordRule_" + rule.id, rule.value!0)}</span>
                <span class="portal-rule-state" data-state></span>
              </li>
            </#list>
          </ul>
          <p class="portal-unseen" id="password-rules-status" role="status"
             data-kept="${msg("portalPasswordRuleKept")}" data-open="${msg("portalPasswordRuleOpen")}"
             data-all="${msg("portalPasswordRulesAllKept")}" data-some="${msg("portalPasswordRulesOpen")}"></p>
        </div>
      </#if>
      <@field.password name="password-new" label=msg("passwordNew") fieldName="password" autocomplete="new-password" autofocus=true />
      <@field.password name="password-confirm" label=msg("passwordConfirm") autocomplete="new-password" />
      <@buttons.actionGroup horizontal=true>
        <@buttons.button id="kc-submit" name="login" label="doSubmit"/>
        <#if isAppInitiatedAction??>
          <@buttons.button id="kc-cancel" label="doCancel" name="cancel-aia" type="secondary"/>
        </#if>
      </@buttons.actionGroup>
    </form>
    <#if passwordRules?has_content>
      <script type="module" src="${url.resourcesPath}/js/password-rules.js"></script>
    </#if>
  </#if>
</@layout.registrationLayout>
