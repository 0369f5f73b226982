// keycloak.v2's template.ftl (26.7) labels the read-only user name as "username", an id that is not on the page, so a
// screen reader finds no name for the field. Pointing the label right here spares a copy of the whole template.
const shown = document.getElementById("kc-attempted-username");
const label = document.querySelector("label[for=username]");
if (shown && label && !document.getElementById("username")) {
  label.htmlFor = shown.id;
}
