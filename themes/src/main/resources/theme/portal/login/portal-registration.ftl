<#--
  What the pages of the registration share. "registration" has step (this page), number (which one it is), steps (all of them), role, roles (those
  offered), entered (what was typed, by field), longest (characters of each field), wrong (something on this page is) and problem (the key of a text, or nothing). Pages have more.

  Every button sends the whole page, so that nothing is lost: "go" says which one it was, and js/registration.js sends it too before the language
  changes. The first button is the one that Enter presses.
-->
<#import "template.ftl" as layout>

<#macro page>
  <@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
      ${msg("portalRegistrationTitle_" + registration.step)}
    <#elseif section = "form">
      <p class="portal-progress">${msg("portalRegistrationProgress", registration.number, registration.steps?size)}</p>
      <#if registration.wrong>
        <@alert "danger" msg("portalRegistrationWrong")/>
      <#elseif registration.problem?has_content>
        <@alert "danger" msg(registration.problem)/>
      <#elseif message?has_content && message.type = "error">
        <#-- An earlier page was sent again; Keycloak's own text asks to log in. -->
        <@alert "warning" msg("portalRegistrationStale")/>
      </#if>
      <form id="registration" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate data-step="${registration.step}">
        <input type="hidden" name="step" value="${registration.step}">
        <#nested>
      </form>
      <p class="portal-aside"><a href="${url.loginUrl}">${msg("backToLogin")}</a></p>
      <script type="module" src="${url.resourcesPath}/js/registration.js"></script>
    </#if>
  </@layout.registrationLayout>
</#macro>

<#macro alert kind text>
  <div class="${properties.kcAlertClass!} pf-m-${kind}" role="alert">
    <div class="${properties.kcAlertIconClass!}"><span class="${(kind = "danger")?then(properties.kcFeedbackErrorIcon!, properties.kcFeedbackWarningIcon!)}"></span></div>
    <span class="${properties.kcAlertTitleClass!} kc-feedback-text">${text}</span>
  </div>
</#macro>

<#macro buttons next="portalRegistrationNext">
  <div class="${properties.kcFormGroupClass}">
    <div class="portal-actions">
      <button class="${properties.kcButtonPrimaryClass} ${properties.kcButtonBlockClass}" id="registration-next" name="go" value="next" type="submit">${msg(next)}</button>
      <#if registration.number gt 1>
        <button class="${properties.kcButtonSecondaryClass} ${properties.kcButtonBlockClass}" id="registration-back" name="go" value="back" type="submit">${msg("portalRegistrationBack")}</button>
      </#if>
    </div>
  </div>
</#macro>

<#-- The frame of a field: label, hint and error, which a screen reader reads with it. -->
<#macro group name optional>
  <div class="${properties.kcFormGroupClass}">
    <div class="${properties.kcFormGroupLabelClass}">
      <label for="${name}" class="${properties.kcFormLabelClass}"><span class="${properties.kcFormLabelTextClass}">${msg("portalRegistrationField_" + name)}<#if optional> ${msg("portalRegistrationOptional")}</#if></span></label>
    </div>
    <#if hint(name)?has_content><p class="portal-hint" id="hint-${name}">${hint(name)}</p></#if>
    <#nested>
    <#if messagesPerField.existsError(name)>
      <div class="${properties.kcFormHelperTextClass}">
        <div class="${properties.kcInputHelperTextClass}">
          <div class="${properties.kcInputHelperTextItemClass} ${properties.kcError}">
            <span class="${properties.kcInputErrorMessageClass}" id="error-${name}">${messagesPerField.get(name)}</span>
          </div>
        </div>
      </div>
    </#if>
  </div>
</#macro>

<#function hint name>
  <#local key = "portalRegistrationHint_" + name>
  <#local text = msg(key)>
  <#return (text == key)?then("", text)>
</#function>

<#-- What a field has beside its name: what describes it, whether it is wrong, and the focus if it is the first wrong one. -->
<#macro state name optional first=false>
  <#local described = (hint(name)?has_content?then("hint-" + name + " ", "") + messagesPerField.existsError(name)?then("error-" + name, ""))?trim>
  id="${name}" name="${name}"<#if described?has_content> aria-describedby="${described}"</#if> aria-invalid="${messagesPerField.existsError(name)?c}"<#if !optional> aria-required="true"</#if><#if first || messagesPerField.existsError(name)> autofocus</#if>
</#macro>

<#macro text name autocomplete="off" type="text" optional=false first=false inputmode="">
  <@group name optional>
    <span class="${properties.kcInputClass}<#if messagesPerField.existsError(name)> ${properties.kcError}</#if>">
      <input <@state name optional first/> type="${type}" value="${registration.entered[name]}" maxlength="${registration.longest[name]?c}" autocomplete="${autocomplete}"<#if inputmode?has_content> inputmode="${inputmode}"</#if>>
    </span>
  </@group>
</#macro>

<#macro area name optional=true first=false rows=4>
  <@group name optional>
    <span class="${properties.kcInputClass} portal-area<#if messagesPerField.existsError(name)> ${properties.kcError}</#if>">
      <textarea <@state name optional first/> rows="${rows}" maxlength="${registration.longest[name]?c}" autocomplete="off" spellcheck="false">${registration.entered[name]}</textarea>
    </span>
  </@group>
</#macro>
