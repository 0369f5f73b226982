package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * What access step and second factor add to the request that checks the password, and the access decision to a refresh: counted in the
 * log of Hibernate, beside stock realms on the same server, on PostgreSQL.
 */
class PasswordPostIT {
    private static final String TAN_PAGE = "login-portal-email-tan";
    private static final String OTP_PAGE = "login-login-otp";

    private static final Pattern ENTRY = Pattern.compile("\\R(?=\\d{4}-\\d{2}-\\d{2} )");

    /** Who logs statements. */
    private static final String HIBERNATE = "org.hibernate.SQL";

    private static final String ACCESS = "io.github.orgportal.organizations.access.Access";

    private static final MailServer MAILS = new MailServer();
    private static final Portal PORTAL = Portal.own(
            Portal.newDatabase(),
            MAILS,
            server -> server.withoutRealms().option("--log-level=INFO,%s:DEBUG,%s:DEBUG".formatted(HIBERNATE, ACCESS)));

    private final String realm = PORTAL.sharedRealm();

    @AfterAll
    static void end() {
        PORTAL.server().stop();
        MAILS.close();
    }

    @AfterEach
    void workAgain() {
        MAILS.start();
    }

    @Test
    @DisplayName("L-5 of an account that has logged in before: five statements on our tables, no others beyond stock")
    void ofAKnownAccount() {
        Account account = PORTAL.account(realm);
        Account stock = PORTAL.account(stockRealm());
        Account stockWithOtp = accountWithOtp(stock.realm());
        warmUp(account, stock, stockWithOtp);
        login(account);
        login(stock);
        open(stockWithOtp);

        List<String> ours = statementsOf(account, TAN_PAGE);
        List<String> otp = statementsOf(stockWithOtp, OTP_PAGE);
        List<String> whole = statementsOf(stock, "");

        print("known account", ours, otp, whole);
        assertOurs(ours, List.of("select", "select", "select for update", "insert", "update"));
        assertTrue(ours.size() <= otp.size() + 5, () -> String.join("\n", ours));
        assertTrue(ours.size() <= whole.size() + 5, () -> String.join("\n", ours));
    }

    @Test
    @DisplayName(
            "L-5 of an account that logs in for the first time: five statements on our tables, the name's in place of Keycloak's, no others beyond stock")
    void ofANewAccount() {
        String stockRealm = stockRealm();
        warmUp(PORTAL.account(realm), PORTAL.account(stockRealm), accountWithOtp(stockRealm));
        Account account = PORTAL.account(realm);
        Account stock = PORTAL.account(stockRealm);
        Account stockWithOtp = accountWithOtp(stockRealm);

        List<String> ours = statementsOf(account, TAN_PAGE);
        List<String> otp = statementsOf(stockWithOtp, OTP_PAGE);
        List<String> whole = statementsOf(stock, "");

        print("first login", ours, otp, whole);
        assertOurs(ours, List.of("select", "select", "select for update", "insert", "insert"));
        assertTrue(ours.size() <= otp.size() + 4, () -> String.join("\n", ours));
        assertTrue(ours.size() <= whole.size() + 4, () -> String.join("\n", ours));
    }

    @Test
    @DisplayName("L-9 a refresh asks once whether the account may go on, and nothing else beyond stock")
    void ofARefresh() {
        Account account = PORTAL.account(realm);
        Account stock = PORTAL.account(stockRealm());

        List<String> ours = statementsOfARefresh(account);
        List<String> theirs = statementsOfARefresh(stock);

        System.out.printf(
                "refresh: %d statements (%d on our tables); stock: %d%n",
                ours.size(), ours.stream().filter(PasswordPostIT::isOurs).count(), theirs.size());
        assertOurs(ours, List.of("select"));
        assertTrue(ours.size() <= theirs.size() + 1, () -> String.join("\n", ours));
    }

    /**
     * The second of two, when Keycloak's caches know everything. Whether Keycloak writes its session then depends on whether a second has begun since, so
     * that does not count.
     */
    private List<String> statementsOfARefresh(Account account) {
        Application application = Application.forEverybody(PORTAL, account.realm());
        Tab tab = application.open(PORTAL.browser()).password(account.loginName(), Portal.PASSWORD);
        if (tab.pageId().equals(TAN_PAGE)) {
            tab.tan(MAILS.tan(account.address(), 1));
        }
        JsonNode tokens = application.tokens(tab);
        assertEquals(200, application.refresh(tokens).status());
        int before = PORTAL.server().log().length();
        assertEquals(200, application.refresh(tokens).status());
        return statementsSince(before).stream()
                .filter(statement -> !statement.contains("OFFLINE_"))
                .toList();
    }

    @Test
    @DisplayName("L-5 speaks to no mail server: one that takes connections and says nothing holds nobody up")
    void speaksToNoMailServer() {
        Account account = PORTAL.account(realm);
        login(account);
        Tab tab = PORTAL.browser().open(realm);
        MAILS.hang();
        int before = MAILS.connections();

        long begin = System.nanoTime();
        tab.password(account.loginName(), Portal.PASSWORD);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertEquals(TAN_PAGE, tab.pageId(), tab.text());
        System.out.printf("mail server hangs: password post took %d ms%n", took.toMillis());
        // who waited for it would wait for the ten seconds of a timeout
        assertTrue(took.compareTo(Duration.ofSeconds(8)) < 0, took::toString);
        Await.until("the sender has connected", () -> MAILS.connections() > before);
    }

    private void print(String what, List<String> ours, List<String> otp, List<String> whole) {
        System.out.printf(
                "password post, %s: %d statements (%d on our tables); stock with OTP form: %d; stock to the end: %d%n",
                what, ours.size(), ours.stream().filter(PasswordPostIT::isOurs).count(), otp.size(), whole.size());
    }

    private static void assertOurs(List<String> statements, List<String> expected) {
        assertEquals(
                expected,
                statements.stream()
                        .filter(PasswordPostIT::isOurs)
                        .map(PasswordPostIT::kind)
                        .toList(),
                () -> String.join("\n", statements));
    }

    private static boolean isOurs(String statement) {
        return statement.toUpperCase(Locale.ROOT).contains("PORTAL_");
    }

    private static String kind(String statement) {
        String verb = statement.split(" ", 2)[0];
        return statement.contains(" for no key update") || statement.contains(" for update")
                ? verb + " for update"
                : verb;
    }

    /** The statements of the request that sends the password; those of other threads belong to nobody in particular. */
    private List<String> statementsOf(Account account, String pageThatFollows) {
        Tab tab = PORTAL.browser().open(account.realm());
        int before = PORTAL.server().log().length();
        tab.password(account.loginName(), Portal.PASSWORD);
        List<String> during = statementsSince(before);
        assertEquals(pageThatFollows, tab.pageId(), tab.text());
        return during;
    }

    /** A statement may go over several lines; every entry of the log begins with its date. */
    private static List<String> statementsSince(int position) {
        return ENTRY.splitAsStream(PORTAL.server().log().substring(position))
                .filter(entry -> Stream.of(HIBERNATE, ACCESS)
                        .anyMatch(category -> entry.contains("[%s] (executor-thread".formatted(category))))
                .map(entry -> entry.split("\\) ", 2)[1].replaceAll("\\s+", " "))
                .toList();
    }

    /** So that Keycloak's caches know realm, client and flow. */
    private void warmUp(Account account, Account stock, Account stockWithOtp) {
        login(account);
        login(stock);
        open(stockWithOtp);
    }

    private void login(Account account) {
        int before = MAILS.mails(account.address()).size();
        Tab tab = open(account);
        if (tab.pageId().equals(TAN_PAGE)) {
            tab.tan(MAILS.tan(account.address(), before + 1));
        }
        assertTrue(tab.loggedIn(), tab.text());
    }

    private Tab open(Account account) {
        return PORTAL.browser().open(account.realm()).password(account.loginName(), Portal.PASSWORD);
    }

    /** Speaks German and English as ours do: to know an account's language costs a statement of Keycloak's own. */
    private static String stockRealm() {
        RealmRepresentation stock = new RealmRepresentation();
        stock.setRealm("stock-" + UUID.randomUUID().toString().substring(0, 8));
        stock.setEnabled(true);
        stock.setInternationalizationEnabled(true);
        stock.setSupportedLocales(Set.of("de", "en"));
        stock.setDefaultLocale("de");
        PORTAL.create(stock);
        return stock.getRealm();
    }

    private static Account accountWithOtp(String realm) {
        CredentialRepresentation otp = new CredentialRepresentation();
        otp.setType("otp");
        otp.setSecretData("{\"value\":\"nichts-geheimes-zum-testen\"}");
        otp.setCredentialData(
                "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
        return PORTAL.account(realm, user -> {
            List<CredentialRepresentation> both = new ArrayList<>(user.getCredentials());
            both.add(otp);
            user.setCredentials(both);
        });
    }
}
