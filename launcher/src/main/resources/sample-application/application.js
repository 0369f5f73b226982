// An application as a portal has many: authorization code with PKCE (RFC 7636, RFC 9700), and what the token says.
const TEXTS = {
  de: {
    title: 'Beispielanwendung', other: 'English', welcome: 'Willkommen', organization: 'Organisation', role: 'Rolle',
    introduction: 'Diese Anwendung ist für Sachbearbeiter und Rechenzentren. Wer Administrator ist, kommt hier nicht hinein.',
    mailboxes: 'Postfächer', units: 'Einheiten und Rechte', token: 'Was im Token steht', logout: 'Abmelden',
    more: 'Es gibt weitere Rechte, die nicht ins Token passen.', none: 'keine', failed: 'Die Anmeldung ist gescheitert: ',
    'access_denied': 'kein Zugang', clerk: 'Sachbearbeiter', 'data-centre-user': 'Rechenzentrum',
    'member-portal': 'Mitgliederportal', 'benefits-portal': 'Vorsorgeportal', 'employer-portal': 'Arbeitgeberportal',
  },
  en: {
    title: 'Sample application', other: 'Deutsch', welcome: 'Welcome', organization: 'Organization', role: 'Role',
    introduction: 'This application is for clerks and data centres. Administrators cannot get in.',
    mailboxes: 'Mailboxes', units: 'Units and rights', token: 'What the token says', logout: 'Sign out',
    more: 'There are more rights than fit into the token.', none: 'none', failed: 'Signing in has failed: ',
    'access_denied': 'no access', clerk: 'Clerk', 'data-centre-user': 'Data centre',
    'member-portal': 'Member portal', 'benefits-portal': 'Benefits portal', 'employer-portal': 'Employer portal',
  },
};
const CLIENT = 'sample-application';
const HOME = location.origin + '/';
const store = sessionStorage;
const element = id => document.getElementById(id);

let language = store.getItem('language') ?? (navigator.language.startsWith('de') ? 'de' : 'en');
const text = key => TEXTS[language][key] ?? key;
const settings = await (await fetch('settings.json')).json();
const endpoint = (realm, name) => `${settings.keycloak}/realms/${realm}/protocol/openid-connect/${name}`;

const base64url = bytes => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

function claims(token) {
  const bytes = Uint8Array.from(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

async function login(realm) {
  const verifier = random();
  const state = random();
  store.setItem('login', JSON.stringify({ realm, verifier, state }));
  const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  location.assign(endpoint(realm, 'auth') + '?' + new URLSearchParams({
    client_id: CLIENT, redirect_uri: HOME, response_type: 'code', scope: 'openid', state, ui_locales: language,
    code_challenge: base64url(new Uint8Array(challenge)), code_challenge_method: 'S256',
  }));
}

async function finishLogin(answer) {
  const started = JSON.parse(store.getItem('login') ?? '{}');
  store.removeItem('login');
  history.replaceState(null, '', '/');
  if (!started.state || answer.get('state') !== started.state) {
    return;
  }
  if (answer.has('error')) {
    fail(answer.get('error'));
    return;
  }
  const response = await fetch(endpoint(started.realm, 'token'), { method: 'POST', body: new URLSearchParams({
    grant_type: 'authorization_code', client_id: CLIENT, redirect_uri: HOME, code: answer.get('code'), code_verifier: started.verifier,
  }) });
  const tokens = await response.json();
  if (response.ok) {
    store.setItem('session', JSON.stringify({ realm: started.realm, access: tokens.access_token, id: tokens.id_token }));
  } else {
    fail(tokens.error);
  }
}

function logout(session) {
  store.removeItem('session');
  location.assign(endpoint(session.realm, 'logout') + '?' + new URLSearchParams({
    id_token_hint: session.id, post_logout_redirect_uri: HOME, client_id: CLIENT,
  }));
}

function fail(error) {
  element('error').textContent = text('failed') + text(error);
  element('error').hidden = false;
}

function fill(list, entries) {
  list.replaceChildren(...(entries.length ? entries : [text('none')]).map(entry => {
    const item = document.createElement('li');
    item.append(...[entry].flat());
    return item;
  }));
}

function line(content) {
  const span = document.createElement('span');
  span.textContent = content;
  return span;
}

function show() {
  document.documentElement.lang = language;
  document.title = text('title');
  document.querySelectorAll('[data-text]').forEach(each => { each.textContent = text(each.dataset.text); });
  element('language').textContent = text('other');
  element('language').lang = language === 'de' ? 'en' : 'de';
  const session = JSON.parse(store.getItem('session') ?? 'null');
  element('signed-in').hidden = !session;
  element('signed-out').hidden = !!session;
  if (!session) {
    element('realms').replaceChildren(...settings.realms.map(realm => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = text(realm);
      button.addEventListener('click', () => login(realm));
      return button;
    }));
    return;
  }
  const token = claims(session.access);
  const portal = token.portal ?? {};
  element('person').textContent = token.name ?? token.preferred_username;
  element('address').textContent = `${token.preferred_username}, ${text(session.realm)}`;
  element('organization').textContent = portal.organization ? `${portal.organization.name} (${portal.organization.memberNumber})` : text('none');
  element('role').textContent = portal.role ? text(portal.role) : text('none');
  fill(element('mailboxes'), portal.mailboxes ?? []);
  fill(element('units'), (portal.units ?? []).map(group => [group.numbers.join(', '), line(group.rights.join(', '))]));
  element('more').hidden = !portal.more;
  element('token').textContent = JSON.stringify(token, null, 2);
  element('logout').onclick = () => logout(session);
}

element('language').addEventListener('click', () => {
  language = language === 'de' ? 'en' : 'de';
  store.setItem('language', language);
  element('error').hidden = true;
  show();
});
const answer = new URLSearchParams(location.search);
if (answer.has('state')) {
  await finishLogin(answer);
}
show();
