<#--
  All of it once more, with a way back to each page. Beside what all pages have: memberNumbers, units, country and birthDate as they are read:
  portal-registration.ftl.
-->
<#import "portal-registration.ftl" as pages>
<#macro part step>
  <section class="portal-part" aria-labelledby="part-${step}">
    <div class="portal-part-head">
      <h2 id="part-${step}">${msg((step = "role")?then("portalRegistrationField_role", "portalRegistrationTitle_" + step))}</h2>
      <button class="pf-v5-c-button pf-m-link pf-m-inline" id="change-${step}" name="go" value="${step}" type="submit" aria-describedby="part-${step}">${msg("portalRegistrationChange")}</button>
    </div>
    <dl class="portal-facts"><#nested></dl>
  </section>
</#macro>
<#macro fact name values>
  <dt>${msg("portalRegistrationField_" + name)}</dt>
  <dd><#list values as value>${value}<#sep>, </#sep><#else>${msg("portalRegistrationNothing_" + name)}</#list></dd>
</#macro>
<#function given value><#return value?has_content?then([value], [])></#function>
<@pages.page>
  <p>${msg("portalRegistrationCheck")}</p>
  <#list registration.steps as step>
    <#switch step>
      <#case "role">
        <@part step>
          <dt>${msg("portalRegistrationField_role")}</dt>
          <dd>${msg("portalRole_" + registration.role)}</dd>
        </@part>
        <#break>
      <#case "organization">
        <@part step>
          <@fact "memberNumber" registration.memberNumbers[0..*1]/>
          <#if registration.role = "data-centre-user">
            <@fact "served" registration.memberNumbers[1..]/>
          </#if>
        </@part>
        <#break>
      <#case "person">
        <@part step>
          <@fact "firstName" given(registration.entered.firstName)/>
          <@fact "lastName" given(registration.entered.lastName)/>
          <@fact "birthDate" given(registration.birthDate)/>
          <@fact "email" given(registration.entered.email)/>
          <@fact "phone" given(registration.entered.phone)/>
          <@fact "street" given(registration.entered.street)/>
          <@fact "city" given(registration.entered.postalCode + " " + registration.entered.city)/>
          <@fact "country" given(registration.country)/>
        </@part>
        <#break>
      <#case "units">
        <@part step><@fact "units" registration.units/></@part>
        <#break>
    </#switch>
  </#list>
  <p>${msg("portalRegistrationSending")}</p>
  <@pages.buttons next="portalRegistrationSend"/>
</@pages.page>
