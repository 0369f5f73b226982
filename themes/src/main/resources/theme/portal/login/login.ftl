<#-- Name and password. "chosenRole", where the portal has its role chosen first, is that role as the server writes it. -->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<#import "social-providers.ftl" as identityProviders>
<#assign isWrong = messagesPerField.existsError("username", "password")>
<@layout.registrationLayout displayMessage=!isWrong displayInfo=realm.registrationAllowed; section>
  <#if section = "header">
    ${msg("loginAccountTitle")}
  <#elseif section = "form">
    <#if chosenRole??>
      <form class="portal-chosen" action="${url.loginAction}" method="post">
        <p>${msg("portalRoleChosen")} <strong>${msg("portalRole_" + chosenRole)}</strong></p>
        <button class="pf-v5-c-button pf-m-link pf-m-inline" id="change-role" name="role" value="" type="submit">${msg("portalRoleChange")}</button>
      </form>
    </#if>
    <form id="kc-form-login" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate
          onsubmit="login.disabled = true; return true;">
      <#if usernameHidden??>
        <@field.password name="password" label=msg("password") autofocus=true autocomplete="current-password"
            forgotPassword=realm.resetPasswordAllowed />
      <#else>
        <@field.input name="username" label=msg("portalLoginName") value=(login.username)!"" autofocus=true autocomplete="username"
            error=messagesPerField.getFirstError("username", "password") />
        <@field.password name="password" label=msg("password") error="" autocomplete="current-password"
            forgotPassword=realm.resetPasswordAllowed>
          <#if realm.rememberMe>
            <@field.checkbox name="rememberMe" label=msg("rememberMe") value=login.rememberMe?? />
          </#if>
        </@field.password>
      </#if>
      <@buttons.loginButton />
    </form>
  <#elseif section = "info">
    <p>${msg("portalRegisterQuestion")} <a id="register" href="${url.registrationUrl}">${msg("doRegister")}</a></p>
  <#elseif section = "socialProviders">
    <#if (social.providers)?has_content>
      <@identityProviders.show social=social/>
    </#if>
  </#if>
</@layout.registrationLayout>
