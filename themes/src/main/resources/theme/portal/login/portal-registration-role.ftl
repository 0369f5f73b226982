<#-- In which role somebody wants an account: portal-registration.ftl. -->
<#import "portal-registration.ftl" as pages>
<@pages.page>
  <p id="role-choice">${msg("portalRegistrationRole")}</p>
  <ul class="portal-cards" aria-labelledby="role-choice">
    <#list registration.roles as role>
      <li>
        <button class="portal-card" name="role" value="${role}" type="submit"<#if registration.role == role> aria-current="true"</#if>>
          <span class="portal-card-title">${msg("portalRole_" + role)}</span>
          <span>${msg("portalRegistrationRole_" + role)}</span>
        </button>
      </li>
    </#list>
  </ul>
  <p class="portal-hint">${msg("portalRegistrationClerks")}</p>
</@pages.page>
