package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Changing the own password, as the account console's button asks for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangePasswordIT {
    private static final String LOGIN_PAGE = "login-login";
    private static final String TAN_PAGE = "login-portal-email-tan";
    private static final String PASSWORD_PAGE = "login-login-update-password";
    private static final String CHANGED_PAGE = "login-portal-password-changed";
    private static final String APP = "https://app.example/";
    private static final String OWN = "Selbst-Gewaehlt-42-Langes!";

    private final Portal portal = Portal.onPostgres();
    private final String realm = portal.sharedRealm();
    private Account account = new Account("", "", "", "");
    private final Application application = Application.forEverybody(portal, realm);

    @BeforeEach
    void anotherAccount() {
        account = portal.account(realm);
    }

    @Test
    @DisplayName("L-11 asks for the current one, however young the login, and ends this session and all others")
    void endsEverySession() {
        PlainBrowser here = portal.browser();
        JsonNode tokensHere = application.tokens(login(here, 1));
        JsonNode tokensElsewhere = application.tokens(login(portal.browser(), 2));

        Tab tab = change(here);
        assertEquals(LOGIN_PAGE, tab.pageId(), tab.text());
        tab.password(account.loginName(), "falsch");
        assertEquals(LOGIN_PAGE, tab.pageId(), tab.text());
        tab.password(account.loginName(), Portal.PASSWORD).tan(tan(3));
        assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
        AccessIT.assertAlive(application, tokensHere);
        choose(tab, OWN);

        assertEquals(CHANGED_PAGE, tab.pageId(), tab.text());
        assertTrue(tab.text().contains("auf allen Geräten abgemeldet, auch auf diesem"), tab.text());
        AccessIT.assertDead(application, tokensHere);
        AccessIT.assertDead(application, tokensElsewhere);
        assertEquals(0, sessions());
        assertEquals(LOGIN_PAGE, application.open(here).pageId(), "no single sign-on is left");
        assertEquals(LOGIN_PAGE, open(Portal.PASSWORD).pageId(), "the former password opens nothing");

        tab.get(URI.create(tab.page().select("#password-changed-login").attr("abs:href")));
        assertEquals(LOGIN_PAGE, tab.pageId(), tab.text());
        tab.password(account.loginName(), OWN);
        assertEquals(TAN_PAGE, tab.pageId(), tab.text());
        tab.tan(tan(4));
        assertTrue(tab.loggedIn(), tab.text());
        assertTrue(tab.url().toString().contains("kc_action_status=success"), tab.url()::toString);
        assertEquals(1, sessions());
    }

    @Test
    @DisplayName("L-11 whoever cancels keeps password and session")
    void canBeCancelled() {
        PlainBrowser here = portal.browser();
        JsonNode tokens = application.tokens(login(here, 1));

        Tab tab = change(here).password(account.loginName(), Portal.PASSWORD).tan(tan(2));
        tab.submit(Map.of("cancel-aia", "true"));

        assertTrue(tab.loggedIn(), tab.text());
        assertTrue(tab.url().toString().contains("kc_action_status=cancelled"), tab.url()::toString);
        AccessIT.assertAlive(application, tokens);
        assertEquals(TAN_PAGE, open(Portal.PASSWORD).pageId());
    }

    @Test
    @DisplayName("L-11 a change that the operator demands asks for the current one too, though a session runs")
    void onTheOperatorsDemand() {
        PlainBrowser here = portal.browser();
        login(here, 1);
        UserRepresentation user = portal.realm(realm).users().get(account.id()).toRepresentation();
        user.setRequiredActions(List.of("UPDATE_PASSWORD"));
        portal.realm(realm).users().get(account.id()).update(user);

        Tab tab = application.open(here);

        assertEquals(LOGIN_PAGE, tab.pageId(), tab.text());
        tab.password(account.loginName(), Portal.PASSWORD).tan(tan(2));
        assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
        choose(tab, OWN);
        assertEquals(CHANGED_PAGE, tab.pageId(), tab.text());
        assertEquals(
                List.of(),
                portal.realm(realm).users().get(account.id()).toRepresentation().getRequiredActions());
        assertTrue(open(OWN).tan(tan(3)).loggedIn());
    }

    @Test
    @DisplayName(
            "O-4 a used-up one-time password does not come to life again when the personal password is deleted by hand")
    void isNotRevived() {
        OneTimePasswordCalls calls = new OneTimePasswordCalls(portal.server().url());
        String value = calls.set(account);
        CredentialRepresentation own = new CredentialRepresentation();
        own.setType(CredentialRepresentation.PASSWORD);
        own.setValue(OWN);
        portal.realm(realm).users().get(account.id()).resetPassword(own);
        assertEquals("NONE", calls.state(account));
        assertTrue(open(OWN).tan(tan(1)).loggedIn());

        var user = portal.realm(realm).users().get(account.id());
        user.credentials().stream()
                .filter(credential -> credential.getType().equals(CredentialRepresentation.PASSWORD))
                .forEach(credential -> user.removeCredential(credential.getId()));

        assertEquals("NONE", calls.state(account));
        assertEquals("", calls.show(account));
        assertEquals(LOGIN_PAGE, open(value).pageId());
    }

    @Test
    @DisplayName("L-11 a first password chosen with a one-time password ends what other sessions there are")
    void afterAOneTimePassword() {
        JsonNode tokens = application.tokens(login(portal.browser(), 1));
        String value = new OneTimePasswordCalls(portal.server().url()).setBeside(account);
        AccessIT.assertAlive(application, tokens);

        Tab tab = open(value).tan(tan(2));
        choose(tab, OWN);

        assertTrue(tab.loggedIn(), tab.text());
        AccessIT.assertDead(application, tokens);
        assertEquals(1, sessions());
    }

    @Test
    @DisplayName("L-11 a one-time password that replaces the personal one ends all sessions")
    void withAOneTimePassword() {
        JsonNode tokens = application.tokens(login(portal.browser(), 1));

        new OneTimePasswordCalls(portal.server().url()).set(account);

        AccessIT.assertDead(application, tokens);
        assertEquals(0, sessions());
    }

    @Test
    @DisplayName("L-11 a login that waits for its TAN while the password is replaced starts over")
    void betweenPasswordAndTan() {
        Tab waiting = open(Portal.PASSWORD);
        assertEquals(TAN_PAGE, waiting.pageId(), waiting.text());
        CredentialRepresentation other = new CredentialRepresentation();
        other.setType(CredentialRepresentation.PASSWORD);
        other.setValue(OWN);
        portal.realm(realm).users().get(account.id()).resetPassword(other);

        waiting.tan(tan(1));

        assertEquals(LOGIN_PAGE, waiting.pageId(), waiting.text());
        assertEquals(0, sessions());
        assertTrue(waiting.password(account.loginName(), OWN).tan(tan(2)).loggedIn());
    }

    @Test
    @DisplayName(
            "L-11 a page for a new password that stood open while the password was replaced neither overwrites it nor logs in")
    void replacedMeanwhile() {
        Tab open = atPasswordPage(1);
        Tab cancelled = atPasswordPage(2);
        CredentialRepresentation other = new CredentialRepresentation();
        other.setType(CredentialRepresentation.PASSWORD);
        other.setValue(OWN);
        portal.realm(realm).users().get(account.id()).resetPassword(other);

        choose(open, "Von-Fremder-Hand-43-Gewaehlt!");
        assertEquals(LOGIN_PAGE, open.pageId(), open.text());
        cancelled.submit(Map.of("cancel-aia", "true"));

        assertEquals(400, application.exchange(cancelled).status());
        assertEquals(TAN_PAGE, open(OWN).pageId());
    }

    private Tab atPasswordPage(int mail) {
        Tab tab = change(portal.browser())
                .password(account.loginName(), Portal.PASSWORD)
                .tan(tan(mail));
        assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
        return tab;
    }

    @Test
    @DisplayName("L-11 a realm that is no portal's keeps Keycloak's own way")
    void elsewhere() {
        RealmRepresentation stock = new RealmRepresentation();
        stock.setRealm("stock-" + UUID.randomUUID().toString().substring(0, 8));
        stock.setEnabled(true);
        portal.create(stock);
        Account its = portal.account(stock.getRealm());
        Application app = Application.forEverybody(portal, stock.getRealm());
        PlainBrowser here = portal.browser();
        assertTrue(app.open(here).password(its.loginName(), Portal.PASSWORD).loggedIn());

        Tab tab = here.tab(APP).get(app.address("&kc_action=UPDATE_PASSWORD"));
        assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
        choose(tab, OWN);
        assertTrue(tab.loggedIn(), tab.text());
    }

    private Tab login(PlainBrowser browser, int mail) {
        Tab tab = application.open(browser).password(account.loginName(), Portal.PASSWORD);
        assertEquals(TAN_PAGE, tab.pageId(), tab.text());
        return tab.tan(tan(mail));
    }

    /** What the account console's button does. */
    private Tab change(PlainBrowser browser) {
        return browser.tab(APP).get(application.address("&kc_action=UPDATE_PASSWORD"));
    }

    private Tab open(String password) {
        return application.open(portal.browser()).password(account.loginName(), password);
    }

    private static void choose(Tab tab, String password) {
        tab.submit(Map.of("password-new", password, "password-confirm", password));
    }

    private String tan(int n) {
        return portal.mails().tan(account.address(), n);
    }

    private int sessions() {
        return portal.realm(realm).users().get(account.id()).getUserSessions().size();
    }
}
