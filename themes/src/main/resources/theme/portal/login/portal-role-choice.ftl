<#-- Asks for the role before name and password. "roles" is a list of roles as the server writes them. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout displayInfo=realm.registrationAllowed; section>
  <#if section = "header">
    ${msg("portalRoleChoiceTitle")}
  <#elseif section = "form">
    <p id="role-choice">${msg("portalRoleChoice")}</p>
    <form action="${url.loginAction}" method="post">
      <ul class="portal-cards" aria-labelledby="role-choice">
        <#list roles as role>
          <li>
            <button class="portal-card" name="role" value="${role}" type="submit">
              <span class="portal-card-title">${msg("portalRole_" + role)}</span>
              <span>${msg("portalRoleChoice_" + role)}</span>
            </button>
          </li>
        </#list>
      </ul>
    </form>
  <#elseif section = "info">
    <p>${msg("portalRegisterQuestion")} <a id="register" href="${url.registrationUrl}">${msg("doRegister")}</a></p>
  </#if>
</@layout.registrationLayout>
