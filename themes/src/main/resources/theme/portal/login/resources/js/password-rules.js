// Says beside each rule whether the new password keeps it, while one types. It counts as the server does (Java's Character), which
// Keycloak's own script does not: there ä is a special character and _ is none. What only the server knows, such as former
// passwords, gets no mark here.
const count = (pattern) => (password) => (password.match(pattern) ?? []).length;
const atLeast = (number) => (password, value) => number(password) >= value;

const checks = new Map([
  ["length", atLeast((password) => password.length)],
  ["maxLength", (password, value) => password.length <= value],
  ["portal-letters", atLeast(count(/\p{L}/gu))],
  ["upperCase", atLeast(count(/\p{Uppercase}/gu))],
  ["lowerCase", atLeast(count(/\p{Lowercase}/gu))],
  ["digits", atLeast(count(/\p{Nd}/gu))],
  ["specialChars", atLeast(count(/[^\p{L}\p{Nd}]/gu))],
]);

const field = document.getElementById("password-new");
const status = document.getElementById("password-rules-status");
const rules = [...document.querySelectorAll("#password-rules [data-rule]")].filter((rule) => checks.has(rule.dataset.rule));

// A screen reader reads the rules with the field, and hears how many are open when one pauses, not at every key.
const PAUSE = 1200;
let pause = 0;

field.setAttribute("aria-describedby", "password-rules-title " + describe());

function describe() {
  return [...document.querySelectorAll("#password-rules li > span:first-child")]
    .map((text, i) => (text.id = `password-rule-${i}`))
    .join(" ");
}

function mark() {
  const entered = field.value !== "";
  let open = 0;
  for (const rule of rules) {
    const kept = checks.get(rule.dataset.rule)(field.value, Number(rule.dataset.value));
    open += kept ? 0 : 1;
    rule.classList.toggle("portal-kept", entered && kept);
    rule.classList.toggle("portal-open", entered && !kept);
    rule.querySelector("[data-state]").textContent = entered ? (kept ? status.dataset.kept : status.dataset.open) : "";
  }
  clearTimeout(pause);
  if (entered) {
    pause = setTimeout(() => {
      status.textContent = open === 0 ? status.dataset.all : status.dataset.some.replace("{0}", open);
    }, PAUSE);
  } else {
    status.textContent = "";
  }
}

field.addEventListener("input", mark);
mark();
