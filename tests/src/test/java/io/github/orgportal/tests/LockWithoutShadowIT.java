package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The moment between a lock and its shadow in Keycloak, held for as long as the test likes: a row in our table, and an account that
 * Keycloak takes for enabled, with sessions. On PostgreSQL, which lets the test write the row.
 */
class LockWithoutShadowIT {
    private final Portal portal = Portal.onPostgres();

    @Test
    @DisplayName("C-2 token, refresh, userinfo and introspection are refused at once, and single sign-on too")
    void refusesEverything() throws SQLException {
        String realm = realm(settings -> {});
        Account account = portal.account(realm);
        Application application = Application.forEverybody(portal, realm);
        PlainBrowser browser = portal.browser();
        JsonNode tokens = application.tokens(login(account, application, browser));
        AccessIT.assertAlive(application, tokens);
        Tab codeInHand = application.open(browser);

        lock(account);

        AccessIT.assertDead(application, tokens);
        assertEquals(400, application.exchange(codeInHand).status());
        Tab tab = application.open(browser);
        assertEquals(AccessIT.REFUSED_PAGE, tab.pageId(), tab.text());
        assertTrue(tab.text().contains("wie besprochen"), tab.text());
        assertTrue(
                portal.realm(realm).users().get(account.id()).toRepresentation().isEnabled());
        assertEquals(
                List.of(), portal.realm(realm).users().get(account.id()).getUserSessions(), "its session has ended");
    }

    @Test
    @DisplayName("C-2 a realm that has lost its client policies issues no token all the same")
    void needsNoPolicy() throws SQLException {
        String realm = realm(settings -> settings.setParsedClientPolicies(new ClientPoliciesRepresentation()));
        Account account = portal.account(realm);
        Application application = Application.forEverybody(portal, realm);
        PlainBrowser browser = portal.browser();
        JsonNode tokens = application.tokens(login(account, application, browser));
        Tab codeInHand = application.open(browser);

        lock(account);

        Tab refresh = application.refresh(tokens);
        assertEquals(400, refresh.status());
        assertEquals("invalid_grant", Application.json(refresh).path("error").asText());
        assertEquals(400, application.exchange(codeInHand).status());
    }

    @Test
    @DisplayName("a client learns no reason")
    void tellsClientsNoReason() throws SQLException {
        String realm = realm(settings -> {});
        Account account = portal.account(realm);
        Application application = Application.forEverybody(portal, realm);
        JsonNode tokens = application.tokens(login(account, application, portal.browser()));

        lock(account);

        String body = application.refresh(tokens).body();
        assertTrue(body.contains("The account may not use this client any more"), body);
        assertFalse(body.contains("wie besprochen"), body);
    }

    private String realm(Consumer<RealmRepresentation> change) {
        return portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            change.accept(settings);
        });
    }

    private Tab login(Account account, Application application, PlainBrowser browser) {
        return application
                .open(browser)
                .password(account.loginName(), Portal.PASSWORD)
                .tan(portal.mails().tan(account.address(), 1));
    }

    private void lock(Account account) throws SQLException {
        try (Connection connection = portal.connection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into PORTAL_LOCK (ID, REALM_ID, SCOPE, TARGET_ID, CAUSE, REASON, LOCKED_BY, LOCKED_AT)
                        select ?, REALM_ID, 'USER', ID, 'OPERATOR', 'wie besprochen', 'test', 0 from USER_ENTITY where ID = ?
                        """)) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, account.id());
            assertEquals(1, insert.executeUpdate());
        }
    }
}
