<#-- Asks for which organization an application is to be used. "offered" is a list of id, name, memberNumber and role. -->
<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("portalAccessChoiceTitle")}
  <#elseif section = "form">
    <p id="access-choice">${msg("portalAccessChoice")}</p>
    <form action="${url.loginAction}" method="post">
      <ul class="portal-cards" aria-labelledby="access-choice">
        <#list offered as membership>
          <li>
            <button class="portal-card" name="membership" value="${membership.id}" type="submit">
              <span class="portal-card-title">${membership.name}</span>
              <span>${msg("portalAccessMemberNumber", membership.memberNumber)}</span>
              <span>${msg("portalRole_" + membership.role)}</span>
            </button>
          </li>
        </#list>
      </ul>
    </form>
  </#if>
</@layout.registrationLayout>
