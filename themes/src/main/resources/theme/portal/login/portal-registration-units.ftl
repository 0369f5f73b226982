<#-- Which units an administrator is for: portal-registration.ftl. -->
<#import "portal-registration.ftl" as pages>
<@pages.page>
  <p>${msg("portalRegistrationUnits")}</p>
  <@pages.area name="units" first=!registration.wrong rows=6/>
  <@pages.buttons/>
</@pages.page>
