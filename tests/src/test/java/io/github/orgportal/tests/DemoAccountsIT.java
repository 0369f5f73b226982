package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.orgportal.tests.PlainBrowser.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.util.JsonSerialization;

/** The accounts that the demo invites to try. */
class DemoAccountsIT {
    private static final Path ACCOUNTS = Path.of("..", "realm-config", "demo", "accounts.json");

    private final Portal portal = Portal.onH2();

    static Stream<Arguments> accounts() throws IOException {
        List<Map<String, String>> accounts =
                JsonSerialization.readValue(Files.readString(ACCOUNTS), new TypeReference<>() {});
        return accounts.stream()
                .map(account -> Arguments.of(
                        account.get("realm"), account.get("loginName"), account.get("password"), account.get("email")));
    }

    /** Through the admin API, unlike in the demo itself: it refuses what the portal's rules for passwords do not allow. */
    @ParameterizedTest(name = "Z-2 {1} logs in to {0} with the password of the list and a TAN")
    @MethodSource("accounts")
    void logIn(String realm, String loginName, String password, String address) {
        portal.account(realm, user -> {
            user.setUsername(loginName);
            user.setEmail(address);
            user.getCredentials().get(0).setValue(password);
        });
        int mailsBefore = portal.mails().mails(address).size();

        Tab tab = portal.browser().open(realm).password(loginName, password);
        tab.tan(portal.mails().tan(address, mailsBefore + 1));

        assertTrue(tab.loggedIn(), tab.text());
    }
}
