package io.github.orgportal.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What somebody with a copy of the database learns of TANs and mails, and what stays behind of the deleted. */
class StoredMailIT {
    private static final Pattern SEALED = Pattern.compile("[A-Za-z0-9_-]+:([A-Za-z0-9+/]+=*)");

    private final Portal portal = Portal.onPostgres();
    private final String realm = portal.unprotectedRealm();
    private final Account account = portal.account(realm);
    private final PlainBrowser browser = portal.browser();

    @BeforeEach
    void stopMails() {
        portal.mails().stop();
    }

    @AfterEach
    void workAgain() {
        portal.mails().start();
    }

    @Test
    @DisplayName(
            "L-1 L-5 a waiting mail shows neither TAN, address nor text; the account's row neither TAN, address nor session")
    void tellsNothing() throws Exception {
        Tab tab = browser.open(realm).password(account.loginName(), Portal.PASSWORD);
        List<String> mail = texts("select * from PORTAL_MAIL where REALM_ID = ?", realmId());
        List<String> tan = texts("select * from PORTAL_EMAIL_TAN where USER_ID = ?", account.id());
        assertEquals(1, rows("select * from PORTAL_MAIL where REALM_ID = ?", realmId()));
        assertEquals(1, rows("select * from PORTAL_EMAIL_TAN where USER_ID = ?", account.id()));

        portal.mails().start();
        String digits = portal.mails().tan(account.address(), 1);
        String session = new String(
                        Base64.getUrlDecoder()
                                .decode(browser.cookie("AUTH_SESSION_ID").split("\\.", 2)[0]),
                        US_ASCII)
                .split("\\.", 2)[0];
        String tabId = tab.url().toString().split("tab_id=", 2)[1].split("&", 2)[0];

        for (String secret :
                List.of(digits, account.address(), account.loginName(), "Anmeldung", "Arbeitgeberportal")) {
            assertHidden(secret, mail);
        }
        for (String secret : List.of(digits, account.address(), session, tabId)) {
            assertHidden(secret, tan);
        }
    }

    @Test
    @DisplayName("L-1 L-5 the rows of a realm go with it")
    void goWithTheRealm() throws Exception {
        browser.open(realm).password(account.loginName(), Portal.PASSWORD);
        String realmId = realmId();
        assertEquals(1, rows("select * from PORTAL_MAIL where REALM_ID = ?", realmId));
        assertEquals(1, rows("select * from PORTAL_EMAIL_TAN where REALM_ID = ?", realmId));

        portal.realm(realm).remove();

        assertEquals(0, rows("select * from PORTAL_MAIL where REALM_ID = ?", realmId));
        assertEquals(0, rows("select * from PORTAL_EMAIL_TAN where REALM_ID = ?", realmId));
    }

    @Test
    @DisplayName("L-1 the row of an account goes with it")
    void goesWithTheAccount() throws Exception {
        browser.open(realm).password(account.loginName(), Portal.PASSWORD);
        assertEquals(1, rows("select * from PORTAL_EMAIL_TAN where USER_ID = ?", account.id()));

        portal.realm(realm).users().get(account.id()).remove();

        assertEquals(0, rows("select * from PORTAL_EMAIL_TAN where USER_ID = ?", account.id()));
    }

    private String realmId() {
        return portal.realm(realm).toRepresentation().getId();
    }

    /** Neither in the text itself nor in what it may be the Base64 of. */
    private static void assertHidden(String secret, List<String> texts) {
        for (String text : texts) {
            assertFalse(text.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT)), text);
            Matcher sealed = SEALED.matcher(text);
            if (sealed.matches()) {
                String bytes = new String(Base64.getDecoder().decode(sealed.group(1)), ISO_8859_1);
                assertFalse(bytes.contains(secret), text);
            }
        }
    }

    private int rows(String query, String parameter) throws SQLException {
        return read(query, parameter).size();
    }

    /** All that is text in the rows found; ids and times are numbers that could hold six digits by chance. */
    private List<String> texts(String query, String parameter) throws SQLException {
        return read(query, parameter).stream().flatMap(List::stream).toList();
    }

    private List<List<String>> read(String query, String parameter) throws SQLException {
        try (Connection connection = portal.connection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet found = statement.executeQuery()) {
                List<List<String>> rows = new ArrayList<>();
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        if (found.getObject(i) instanceof String text) {
                            row.add(text);
                        }
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }
}
