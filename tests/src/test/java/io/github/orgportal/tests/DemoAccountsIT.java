package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.orgportal.tests.PlainBrowser.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.util.JsonSerialization;

/** The accounts that the demo invites to try. */
class DemoAccountsIT {
    private static final Path ACCOUNTS = Path.of("..", "realm-config", "demo", "accounts.json");

    private final Portal portal = Portal.onH2();

    static Stream<Arguments> accounts() throws IOException {
        List<Map<String, String>> accounts =
                JsonSerialization.readValue(Files.readString(ACCOUNTS), new TypeReference<>() {});
        return accounts.stream()
                .filter(account -> !"operator".equals(account.get("role")))
                .map(account -> Arguments.of(
                        account.get("realm"),
                        account.get("role"),
                        account.get("loginName"),
                        account.get("password"),
                        account.get("email")));
    }

    @BeforeAll
    static void importOrganizations() throws IOException {
        for (String realm : Portal.REALMS) {
            Operator.Report report = Operator.of(Portal.onH2(), realm)
                    .run(Files.readString(ACCOUNTS.resolveSibling("organizations-" + realm + ".json")));
            assertTrue(report.summary().path("complete").asBoolean(), report.body());
            assertFalse(report.body().contains("REJECTED"), report.body());
        }
    }

    /** The password comes through the admin API, which refuses what the portal's rules for passwords do not allow. */
    @ParameterizedTest(name = "Z-2 {2} logs in to {0} with the password of the list and a TAN")
    @MethodSource("accounts")
    void logIn(String realm, String role, String loginName, String password, String address) {
        UserRepresentation account =
                portal.realm(realm).users().searchByEmail(address, true).get(0);
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(false);
        portal.realm(realm).users().get(account.getId()).resetPassword(credential);
        int mailsBefore = portal.mails().mails(address).size();

        Tab tab = portal.browser().open(realm, role).password(loginName, password);
        tab.tan(portal.mails().tan(address, mailsBefore + 1));

        assertTrue(tab.loggedIn(), tab.text());
    }
}
