<#-- For which organizations: portal-registration.ftl. -->
<#import "portal-registration.ftl" as pages>
<@pages.page>
  <p>${msg("portalRegistrationOrganization_" + registration.role)}</p>
  <@pages.text name="memberNumber" first=!registration.wrong/>
  <#if registration.role = "data-centre-user">
    <@pages.area name="served"/>
  </#if>
  <@pages.buttons/>
</@pages.page>
