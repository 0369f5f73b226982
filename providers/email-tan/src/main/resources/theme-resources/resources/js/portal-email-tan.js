// What the TAN page does while it waits: counts down, follows the mail, and sends the form once. The server decides
// everything by itself; without this file the page still works.

const ANNOUNCED_AT = [120, 60, 30]; // seconds before expiry
const POLL_AT = [2, 4, 7]; // seconds after loading, then every POLL_EVERY
const POLL_EVERY = 10;
const WARN_AFTER = 7; // said within 10 seconds, on a slow phone too

const page = document.querySelector("[data-portal-tan]");
const find = (name) => page.querySelector(`[data-tan-${name}]`);

const announcer = find("announcer");
const entry = find("entry");
const expired = find("expired");
const form = find("form");
const resend = page.querySelector("#tan-resend");

// Wall-clock deadlines: timers of a hidden tab or a sleeping phone stand still.
const loadedAt = Date.now();
const expiresAt = loadedAt + Number(page.dataset.secondsLeft) * 1000;
let resendAt = loadedAt + Number(page.dataset.resendInSeconds) * 1000;

const secondsUntil = (time) => Math.max(0, Math.ceil((time - Date.now()) / 1000));
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function announce(text) {
  announcer.textContent = text;
}

// Counting down

let announcedAt = secondsUntil(expiresAt);

function announceTimeLeft(seconds) {
  // The smallest step passed: a tab that slept announces one, not all.
  const step = ANNOUNCED_AT.filter((at) => seconds <= at && at < announcedAt).pop();
  if (step !== undefined) {
    announcedAt = step;
    announce(page.getAttribute(`data-text-${step}`));
  }
}

function expire() {
  const hadFocus = entry.contains(document.activeElement);
  entry.hidden = true;
  expired.hidden = false;
  announce(page.dataset.textExpired);
  if (hadFocus) {
    expired.focus(); // what had the focus is gone
  }
}

function showResend() {
  const seconds = secondsUntil(resendAt);
  const line = find("resend-in");
  line.hidden = seconds === 0;
  line.textContent = page.dataset.textResendIn.replace("%", clock(seconds));
  resend.disabled = seconds > 0 || sending;
}

function tick() {
  const seconds = secondsUntil(expiresAt);
  if (seconds === 0) {
    expire();
    return;
  }
  find("clock").textContent = clock(seconds);
  find("left").hidden = false;
  announceTimeLeft(seconds);
  showResend();
  setTimeout(tick, 1000 - ((Date.now() - loadedAt) % 1000));
}

// Following the mail

async function isWaiting() {
  const response = await fetch(page.dataset.deliveryUrl, {
    credentials: "same-origin",
    cache: "no-store",
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) {
    throw new Error(String(response.status));
  }
  return (await response.json()).waiting === true;
}

function mailLeft() {
  find("delivery").textContent = page.dataset.textLeft;
  const warned = !find("not-left").hidden;
  find("not-left").hidden = true;
  if (warned) {
    announce(page.dataset.textLeft);
  }
}

function mailDelayed() {
  if (!find("not-left").hidden) {
    return;
  }
  find("not-left").hidden = false;
  announce(page.dataset.textNotLeft);
  resendAt = Date.now();
  showResend();
}

function pollAfter(polls) {
  const at = POLL_AT[polls] ?? POLL_AT.at(-1) + (polls - POLL_AT.length + 1) * POLL_EVERY;
  setTimeout(() => poll(polls, at), Math.max(0, loadedAt + at * 1000 - Date.now()));
}

async function poll(polls, at) {
  if (secondsUntil(expiresAt) === 0) {
    return;
  }
  try {
    if (!(await isWaiting())) {
      mailLeft();
      return;
    }
    if (at >= WARN_AFTER) {
      mailDelayed();
    }
  } catch {
    // Not knowing changes nothing on the page; the next poll may know.
  }
  pollAfter(polls + 1);
}

// Sending the form once

let sending = false;

form.addEventListener("submit", (event) => {
  if (sending) {
    event.preventDefault();
    return;
  }
  sending = true;
  // After the browser has collected the fields: a disabled button would not be sent.
  setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)));
});

// Back to this page out of the browser's memory: it can be used again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    sending = false;
    form.querySelectorAll("button").forEach((button) => (button.disabled = false));
    showResend();
  }
});

tick();
if (page.dataset.deliveryUrl) {
  pollAfter(0);
}
