package io.github.orgportal.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.launcher.KeycloakBuilder;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

/** One-time passwords against races, thieves and stopwatches, on PostgreSQL: only that lets a second reader into the database. */
class OneTimePasswordAttackIT {
    private static final String LOGIN_PAGE = "login-login";
    private static final String TAN_PAGE = "login-portal-email-tan";
    private static final String PASSWORD_PAGE = "login-login-update-password";
    private static final String OWN = "Selbst-Gewaehlt-42-Langes!";
    private static final String OTHER = "Anders-Gewaehlt-43-Langes!";
    private static final Duration VALIDITY = Duration.ofDays(28);

    private final Portal portal = Portal.onPostgres();
    private final OneTimePasswordCalls calls =
            new OneTimePasswordCalls(portal.server().url());

    @AfterEach
    void putEverythingBack() {
        portal.clock(Duration.ZERO);
        portal.mails().delay(Duration.ZERO);
    }

    @Nested
    @DisplayName("at the same moment")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Races {
        private final int rounds = Campaign.of(1000);
        private final String realm = portal.unprotectedRealm(settings -> {
            withoutTan(settings);
            settings.setPasswordPolicy(Portal.QUICK_HASH);
        });

        @Test
        @DisplayName("O-4 used and used: one password is chosen, the other person starts over")
        void useAndUse() throws Exception {
            for (int i = 0; i < rounds; i++) {
                Account account = pending(realm);
                String value = calls.set(account);
                Tab one = atThePage(account, value);
                Tab two = atThePage(account, value);

                AtOnce.all(() -> choose(one, OWN), () -> choose(two, OTHER));

                assertNotEquals(one.loggedIn(), two.loggedIn(), () -> one.text() + two.text());
                assertRefused(open(account, one.loggedIn() ? OTHER : OWN));
                assertTrue(open(account, one.loggedIn() ? OWN : OTHER).loggedIn());
                assertVoid(account, value);
            }
            System.out.printf("used and used at once: %d rounds, one winner each%n", rounds);
        }

        @Test
        @DisplayName("O-2 O-4 used and shown: what is shown afterwards is nothing")
        void useAndShow() throws Exception {
            int shown = 0;
            for (int i = 0; i < rounds; i++) {
                int round = i;
                Account account = pending(realm);
                String value = calls.set(account);
                Tab tab = atThePage(account, value);

                List<Object> answers = AtOnce.all(() -> choose(tab, OWN), () -> {
                    inTheMiddle(round);
                    return calls.show(account);
                });

                assertTrue(tab.loggedIn(), tab.text());
                assertTrue(answers.get(1).equals(value) || answers.get(1).equals(""));
                shown += answers.get(1).equals(value) ? 1 : 0;
                assertVoid(account, value);
            }
            System.out.printf("used and shown at once: %d rounds, %d times shown before the use%n", rounds, shown);
        }

        @Test
        @DisplayName("O-4 O-5 used and set: whoever comes second, the old one opens nothing afterwards")
        void useAndSet() throws Exception {
            int used = 0;
            int refused = 0;
            for (int i = 0; i < rounds; i++) {
                Account account = pending(realm);
                String value = calls.set(account);
                Tab tab = atThePage(account, value);

                List<Object> answers = AtOnce.all(() -> choose(tab, OWN), () -> calls.call("POST", account, ""));

                HttpResponse<?> set = (HttpResponse<?>) answers.get(1);
                used += tab.loggedIn() ? 1 : 0;
                if (set.statusCode() == 200) {
                    assertEquals(set.body(), calls.show(account), tab::text);
                    assertEquals(List.of("portal-one-time-password"), types(account));
                } else {
                    refused++;
                    assertTrue(tab.loggedIn(), tab.text());
                    assertEquals("NONE", calls.state(account));
                }
                assertRefused(open(account, value));
            }
            System.out.printf(
                    "used and set at once: %d rounds, %d times the use came first, %d times the set was refused%n",
                    rounds, used, refused);
        }

        @Test
        @DisplayName("O-3 O-4 used and expired: it was used in time, or it has expired")
        void useAndExpire() throws Exception {
            int used = 0;
            for (int i = 0; i < rounds; i++) {
                int round = i;
                portal.clock(Duration.ZERO);
                Account account = pending(realm);
                String value = calls.set(account);
                portal.clock(VALIDITY.minusSeconds(60));
                Tab tab = atThePage(account, value);

                AtOnce.all(() -> choose(tab, OWN), () -> {
                    inTheMiddle(round);
                    portal.clock(VALIDITY.plusSeconds(60));
                    return tab;
                });

                used += tab.loggedIn() ? 1 : 0;
                assertEquals(tab.loggedIn() ? "NONE" : "EXPIRED", calls.state(account), tab::text);
                assertEquals(
                        tab.loggedIn() ? List.of("password") : List.of("portal-one-time-password"), types(account));
                assertEquals(LOGIN_PAGE, open(account, value).pageId());
                assertEquals("", calls.show(account));
            }
            System.out.printf("used and expired at once: %d rounds, %d times used in time%n", rounds, used);
        }

        /** The use takes a while: so that sometimes the one and sometimes the other comes first. */
        private static void inTheMiddle(int round) {
            Await.pause(Duration.ofMillis(round % 25));
        }

        private void assertVoid(Account account, String value) {
            assertEquals("", calls.show(account));
            assertEquals(List.of("password"), types(account));
            assertRefused(open(account, value));
        }

        private Tab atThePage(Account account, String value) {
            Tab tab = open(account, value);
            assertEquals(PASSWORD_PAGE, tab.pageId(), tab.text());
            return tab;
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class AThief {
        private final String realm = portal.unprotectedRealm();

        @Test
        @DisplayName("O-6 finds the value in no table, no export and no log")
        void findsNothing() throws Exception {
            Account account = pending(realm);
            String value = shownAndTried(account);

            int texts = 0;
            for (String table : tables()) {
                for (String text : texts(table)) {
                    texts++;
                    assertFalse(text.contains(value), () -> table + ": " + text);
                }
            }
            String partial =
                    JsonSerialization.writeValueAsString(portal.realm(realm).partialExport(true, true));
            String whole = calls.export(realm);
            assertTrue(whole.contains(account.id()) && whole.contains("portal-one-time-password"), "the export has it");
            assertFalse(partial.contains(value));
            assertFalse(whole.contains(value));
            assertFalse(portal.server().log().contains(value));
            System.out.printf(
                    "the value stands in none of %d texts of the database, nor in %d characters of a whole export and %d of the log%n",
                    texts, whole.length(), portal.server().log().length());
        }

        @Test
        @DisplayName("O-6 finds the value in no object of the server's memory that is still in use")
        void findsNothingInMemory(@TempDir Path folder) throws Exception {
            Account account = pending(realm);
            String value = shownAndTried(account);
            long pid = portal.server().process().orElseThrow().pid();
            String histogram;
            Path dump;
            long found;
            int looks = 0;
            do {
                // what answers and requests leave in buffers is overwritten by the next ones, once each thread has had
                // some
                IntStream.range(0, 50).forEach(i -> portal.browser().open(realm));
                histogram = jcmd(pid, "GC.class_histogram");
                dump = folder.resolve("heap%d.hprof".formatted(looks));
                jcmd(pid, "GC.heap_dump", dump.toString());
                found = occurrences(dump, value.getBytes(ISO_8859_1));
                looks++;
            } while (found > 0 && looks < 3);

            System.out.printf(
                    "heap dump %d of %d MB after a full collection: %d copies of the value%n",
                    looks, Files.size(dump) / 1_000_000, found);
            assertTrue(histogram.contains("java.lang.String"), histogram);
            assertFalse(
                    histogram
                            .lines()
                            .anyMatch(line -> line.endsWith("onetimepassword.OneTimePassword")
                                    || line.endsWith("onetimepassword.StoredOneTimePassword")),
                    "nothing holds one");
            assertEquals(0, found);
        }

        @Test
        @DisplayName("O-6 cannot give one account's to another, and cannot extend it; personal passwords work on")
        void cannotMoveIt() throws Exception {
            Account own = portal.account(realm);
            Account foreign = portal.account(realm);
            String ownValue = calls.setBeside(own);
            String foreignValue = calls.setBeside(foreign);

            try (Connection connection = portal.connection()) {
                update(connection, """
                        update CREDENTIAL set SECRET_DATA = o.SECRET_DATA, CREDENTIAL_DATA = o.CREDENTIAL_DATA
                        from CREDENTIAL o
                        where CREDENTIAL.TYPE = o.TYPE and o.TYPE = 'portal-one-time-password'
                        and CREDENTIAL.USER_ID = ? and o.USER_ID = ?""", foreign.id(), own.id());
                update(connection, """
                        update CREDENTIAL set CREDENTIAL_DATA = replace(CREDENTIAL_DATA, ':', ': ')
                        where TYPE = 'portal-one-time-password' and USER_ID in (?, ?)""", own.id(), own.id());
            }

            assertEquals("UNREADABLE", calls.state(foreign));
            assertEquals("UNREADABLE", calls.state(own));
            assertEquals("", calls.show(foreign));
            for (Tab tab : List.of(open(foreign, ownValue), open(foreign, foreignValue), open(own, ownValue))) {
                assertEquals(LOGIN_PAGE, tab.pageId());
                assertTrue(tab.text().contains("nicht mehr gültig"), tab.text());
            }
            assertTrue(open(own, Portal.PASSWORD).tan(tan(own)).loggedIn());
            assertEquals(TAN_PAGE, open(own, calls.set(own)).pageId(), "a new one is all that is needed");
        }

        private String shownAndTried(Account account) {
            String value = calls.set(account);
            assertEquals(value, calls.show(account));
            assertEquals(TAN_PAGE, open(account, value).pageId());
            assertRefused(open(account, "0" + value));
            return value;
        }

        private static void update(Connection connection, String statement, String first, String second)
                throws SQLException {
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                prepared.setString(1, first);
                prepared.setString(2, second);
                assertEquals(1, prepared.executeUpdate());
            }
        }

        private List<String> tables() throws SQLException {
            return rows("select table_name from information_schema.tables where table_schema = 'public'");
        }

        private List<String> texts(String table) throws SQLException {
            return rows("select cast(t as text) from \"%s\" t".formatted(table));
        }

        private List<String> rows(String query) throws SQLException {
            try (Connection connection = portal.connection();
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(query)) {
                List<String> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(found.getString(1));
                }
                return rows;
            }
        }

        private static String jcmd(long pid, String... command) throws IOException, InterruptedException {
            List<String> words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
            words.addAll(List.of(command));
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String answer = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
            assertEquals(0, process.waitFor(), answer);
            return answer;
        }

        /** Java keeps such a text with one byte for each character. */
        private static long occurrences(Path file, byte[] wanted) throws IOException {
            String needle = new String(wanted, ISO_8859_1);
            long found = 0;
            byte[] block = new byte[1 << 24];
            String before = "";
            try (var in = Files.newInputStream(file)) {
                for (int read = in.readNBytes(block, 0, block.length);
                        read > 0;
                        read = in.readNBytes(block, 0, block.length)) {
                    String text = before + new String(block, 0, read, ISO_8859_1);
                    for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
                        found++;
                    }
                    before = text.substring(Math.max(0, text.length() - needle.length() + 1));
                }
            }
            return found;
        }
    }

    @Test
    @DisplayName(
            "L-6 the time that a wrong password takes does not tell known from unknown, be the mail server slow or not")
    void takesTheSameTime() {
        int rounds = Campaign.of(300);
        String realm = portal.unprotectedRealm(settings -> {
            settings.setPasswordPolicy("hashIterations(5)");
            settings.getComponents().getList("io.github.orgportal.organizations.policy.PortalComponent").stream()
                    .filter(component -> component.getProviderId().equals("portal-policy"))
                    .forEach(component -> component.getConfig().putSingle("wrongPasswords", "100"));
        });
        portal.mails().delay(Duration.ofSeconds(1));
        Account active = portal.account(realm);
        Account pending = pending(realm);
        calls.set(pending);
        warmUp(realm, active, pending);
        Map<String, List<Runnable>> requests = new HashMap<>();
        requests.put("unknown", posts(realm, "unbekannt", rounds));
        requests.put("active", posts(realm, active.loginName(), rounds));
        requests.put("pending", posts(realm, pending.loginName(), rounds));

        Map<String, Timings> times = Timings.inRounds(requests, rounds);

        Timings unknown = times.get("unknown");
        for (String known : List.of("active", "pending")) {
            Timings its = times.get(known);
            double apart = Math.abs(its.median() - unknown.median());
            double auc = its.auc(unknown);
            System.out.printf(
                    "login, wrong password, %s: %s; unknown: %s; medians %.1f ms apart, AUC %.3f%n",
                    known, its, unknown, apart, auc);
            assertTrue(its.isLike(unknown), known + ": " + apart + " ms, AUC " + auc);
        }
    }

    private void warmUp(String realm, Account... accounts) {
        for (int i = 0; i < 3; i++) {
            for (Account account : accounts) {
                open(account, "falsch");
            }
            portal.browser().open(realm).password("unbekannt", "falsch");
        }
    }

    private List<Runnable> posts(String realm, String name, int rounds) {
        return IntStream.range(0, rounds)
                .<Runnable>mapToObj(i -> {
                    Tab tab = portal.browser().open(realm);
                    return () -> tab.password(name, "falsch");
                })
                .toList();
    }

    @Test
    @DisplayName(
            "O-6 with another key personal passwords work on, and old one-time passwords say that a new one is needed")
    void afterAnotherKey() {
        var database = Portal.newDatabase();
        try (MailServer mails = new MailServer()) {
            UnaryOperator<KeycloakBuilder> settings =
                    start -> start.withoutRealms().adminPassword("nur-fuer-diese-beiden");
            Portal before = Portal.own(database, mails, settings);
            Account account;
            String value;
            try {
                String realm = before.unprotectedRealm(OneTimePasswordAttackIT::withoutTan);
                account = before.account(realm);
                value = new OneTimePasswordCalls(before.server().url()).setBeside(account);
            } finally {
                before.server().stop();
            }
            // each server has a fresh key unless it is given one
            Portal after = Portal.own(database, mails, settings);
            try {
                OneTimePasswordCalls later =
                        new OneTimePasswordCalls(after.server().url());
                assertEquals("UNREADABLE", later.state(account));
                assertEquals("", later.show(account));
                Tab tab = after.browser().open(account.realm()).password(account.loginName(), value);
                assertEquals(LOGIN_PAGE, tab.pageId());
                assertTrue(tab.text().contains("Bitte fordern Sie ein neues an"), tab.text());
                assertTrue(after.browser()
                        .open(account.realm())
                        .password(account.loginName(), Portal.PASSWORD)
                        .loggedIn());
                String fresh = later.setBeside(account);
                assertEquals(
                        PASSWORD_PAGE,
                        after.browser()
                                .open(account.realm())
                                .password(account.loginName(), fresh)
                                .pageId());
            } finally {
                after.server().stop();
            }
        }
    }

    private static void withoutTan(RealmRepresentation settings) {
        settings.getAuthenticationFlows().stream()
                .flatMap(flow -> flow.getAuthenticationExecutions().stream())
                .filter(step -> "portal-email-tan".equals(step.getAuthenticator()))
                .forEach(step -> step.setRequirement("DISABLED"));
    }

    /** An account that has no password yet. */
    private Account pending(String realm) {
        return portal.account(realm, user -> user.setCredentials(List.of()));
    }

    private Tab open(Account account, String password) {
        return portal.browser().open(account.realm()).password(account.loginName(), password);
    }

    private static Tab choose(Tab tab, String password) {
        return tab.submit(Map.of("password-new", password, "password-confirm", password));
    }

    private static void assertRefused(Tab tab) {
        assertEquals(LOGIN_PAGE, tab.pageId(), tab.text());
        assertTrue(tab.text().contains("Diese Angaben sind nicht richtig"), tab.text());
    }

    private String tan(Account account) {
        return portal.mails().tan(account.address(), 1);
    }

    private List<String> types(Account account) {
        return portal.realm(account.realm()).users().get(account.id()).credentials().stream()
                .map(CredentialRepresentation::getType)
                .toList();
    }
}
