<#--
  The brand of a realm, from its localization texts. Shared by the login pages and the mails: templates in theme-resources
  are visible to every theme type. What a realm's administrator wrote is checked here and nowhere else; anything that is
  not what it should be counts as not set. Only a text that is no message format (a lone brace) fails the page, as any
  localization text of Keycloak does: FreeMarker cannot catch what MessageFormat throws.

  Keys, each per language: portalBrandName, portalBrandLogo, portalBrandColor and portalBrandColorDark (#rrggbb),
  portalBrandContact (whom to ask), portalFooter…Url with Faq, Feedback, Accessibility, Terms, Privacy, Imprint, Support.
-->

<#-- A text of the realm, "" if it is not set: Keycloak then gives the key back. -->
<#function text key>
  <#local value = msg(key)?trim>
  <#return (value == key)?then("", value)>
</#function>

<#-- The name to show. The bundles set portalBrandName to {0}, which is the realm's display name. -->
<#function name realmName>
  <#local value = msg("portalBrandName", realmName)?trim>
  <#return value?has_content?then(value, realmName)>
</#function>

<#-- A colour as #rrggbb. -->
<#function colour key fallback>
  <#local value = text(key)>
  <#return value?matches(r"#[0-9a-fA-F]{6}")?then(value?lower_case, fallback)>
</#function>

<#--
  Black or white, whichever reads better on a colour: at least 4.58 : 1 (WCAG 2.1, 1.4.3 asks for 4.5). FreeMarker has no
  power function, so the sRGB curve is a polynomial; BrandTemplateTest holds the ratio for colours all over the cube.
-->
<#function textOn colour>
  <#local luminance = 0.2126 * linear(colour[1..2]) + 0.7152 * linear(colour[3..4]) + 0.0722 * linear(colour[5..6])>
  <#return (luminance > 0.179)?then("#000000", "#ffffff")>
</#function>

<#function linear channel>
  <#local digits = "0123456789abcdef">
  <#local c = (digits?index_of(channel[0]) * 16 + digits?index_of(channel[1])) / 255>
  <#return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878)>
</#function>

<#-- An address for a link: http, https, mailto, or relative to this server (never //host, which is another server). -->
<#function link key>
  <#local value = text(key)>
  <#return value?matches(r"(?:https?://|mailto:)[^\s<>\x22'`\\]+|/(?:[^\s<>\x22'`\\/:][^\s<>\x22'`\\]*)?|[\w.~-][^\s<>\x22'`\\:]*", "i")?then(value, "")>
</#function>

<#-- The logo for use inside url("…") of a style sheet: an address, or a file of the theme's resources. -->
<#function logo resourcesPath>
  <#local value = text("portalBrandLogo")>
  <#if value?matches(r"https?://[\w.~:/?#@!$&*+,;=%-]+", "i") || value?matches(r"/[\w.~-][\w.~/%-]*")>
    <#return value>
  <#elseif value?matches(r"\w[\w./-]*") && !value?contains("..")>
    <#return resourcesPath + "/" + value>
  </#if>
  <#return "">
</#function>
