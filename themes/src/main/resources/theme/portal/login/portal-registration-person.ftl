<#-- Who it is. "countries" has code and name of each: portal-registration.ftl. -->
<#import "portal-registration.ftl" as pages>
<@pages.page>
  <p>${msg("portalRegistrationPerson")}</p>
  <@pages.text name="firstName" autocomplete="given-name" first=!registration.wrong/>
  <@pages.text name="lastName" autocomplete="family-name"/>
  <@pages.text name="birthDate" autocomplete="bday"/>
  <@pages.text name="email" autocomplete="email" type="email"/>
  <@pages.text name="phone" autocomplete="tel" type="tel" optional=true/>
  <@pages.text name="street" autocomplete="address-line1"/>
  <@pages.text name="postalCode" autocomplete="postal-code"/>
  <@pages.text name="city" autocomplete="address-level2"/>
  <@pages.group name="country" optional=false>
    <span class="${properties.kcInputClass}<#if messagesPerField.existsError("country")> ${properties.kcError}</#if>">
      <select <@pages.state "country" false/> autocomplete="country">
        <#list registration.countries as country>
          <option value="${country.code}"<#if country.code == registration.entered.country> selected</#if>>${country.name}</option>
        </#list>
      </select>
      <span class="${properties.kcFormControlUtilClass}"><span class="${properties.kcFormControlToggleIcon!}"><svg class="pf-v5-svg" viewBox="0 0 10 6" fill="currentColor" aria-hidden="true" width="0.7em" height="0.45em"><path d="M0 0h10L5 6z"/></svg></span></span>
    </span>
  </@pages.group>
  <@pages.buttons/>
</@pages.page>
