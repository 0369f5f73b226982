<#--
  Keycloak's hook at the end of the card. It carries the realm's brand as CSS variables too, so that template.ftl need not be
  replaced: a copy of that one would have to follow every Keycloak release.
-->
<#import "portal-brand.ftl" as brand>
<#macro content>
  <#local light = brand.colour("portalBrandColor", "#1f4e79")>
  <#local dark = brand.colour("portalBrandColorDark", "#9cc3e6")>
  <#local logo = brand.logo(url.resourcesPath)>
  <#-- Every value below went through portal-brand.ftl: no quote, bracket or backslash is left in it. -->
  <style>
    :root { --portal-brand: ${light}; --portal-on-brand: ${brand.textOn(light)}; }
    :root.pf-v5-theme-dark { --portal-brand: ${dark}; --portal-on-brand: ${brand.textOn(dark)}; }
    <#if logo?has_content>
    #kc-header-wrapper::before { content: ""; background-image: url("${logo?no_esc}"); }
    </#if>
  </style>
  <script type="module" src="${url.resourcesPath}/js/portal.js"></script>
  <#local links>
    <#list ["Faq", "Feedback", "Accessibility", "Terms", "Privacy", "Imprint", "Support"] as target>
      <#local address = brand.link("portalFooter" + target + "Url")>
      <#if address?has_content>
        <li><a href="${address}">${msg("portalFooter" + target)}</a></li>
      </#if>
    </#list>
  </#local>
  <#if links?has_content>
    <nav class="portal-footer" aria-label="${msg("portalFooterLabel")}">
      <ul>
${links}
      </ul>
    </nav>
  </#if>
</#macro>
