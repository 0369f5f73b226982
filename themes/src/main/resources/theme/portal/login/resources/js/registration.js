// Two things that a page of Keycloak's cannot do by itself: the browser's back and forward go from step to step, and another language keeps
// what was typed. Without scripts the buttons on the page do.
const form = document.getElementById("registration");

const address = new URL(location.href);
address.searchParams.set("step", form.dataset.step);
history.replaceState(history.state, "", address);

// Before the menu's own handler, which would open the page anew.
document.addEventListener(
  "change",
  (event) => {
    if (event.target.id !== "login-select-toggle") {
      return;
    }
    event.stopPropagation();
    const language = new URL(event.target.value, location.href).searchParams.get("kc_locale");
    const action = new URL(form.action);
    action.searchParams.set("kc_locale", language);
    form.action = action;
    const keep = document.createElement("input");
    keep.type = "hidden";
    keep.name = "go";
    keep.value = "keep";
    form.append(keep);
    form.submit();
  },
  true,
);

// Pressed twice is sent once; a page that comes back from the browser's memory can be sent again.
let sent = false;
form.addEventListener("submit", (event) => {
  if (sent) {
    event.preventDefault();
  }
  sent = true;
});
addEventListener("pageshow", () => {
  sent = false;
});
