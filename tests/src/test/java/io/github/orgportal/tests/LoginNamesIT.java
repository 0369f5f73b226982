package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.Domain.Answer;
import io.github.orgportal.tests.Domain.Name;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.util.JsonSerialization;

/** What people log in with in the three portals, over HTTP, on PostgreSQL. */
class LoginNamesIT {
    private static final String LOGIN_PAGE = "login-login";
    private static final String ROLE_PAGE = "login-portal-role-choice";
    private static final String TAN_PAGE = "login-portal-email-tan";
    private static final String COMPONENTS = "io.github.orgportal.organizations.policy.PortalComponent";
    private static final Map<String, String> COPIES = new ConcurrentHashMap<>();

    private final Portal portal = Portal.onPostgres();
    private final ExecutorService others = Executors.newFixedThreadPool(8);

    @AfterEach
    void end() {
        others.shutdownNow();
    }

    /** One copy of each portal for all tests, with passwords that cost nothing. */
    private String copyOf(String name) {
        return COPIES.computeIfAbsent(
                name, key -> portal.unprotectedRealm(key, realm -> realm.setPasswordPolicy(Portal.QUICK_HASH)));
    }

    @Nested
    @DisplayName("Section 2: in the member portal")
    class InTheMemberPortal {
        private final String realm = copyOf("member-portal");
        private final Domain domain = portal.domain(realm);
        private final String organization = domain.organization();
        private final String address = address();

        @Test
        @DisplayName("L-7 the same address opens one account of each role, each with its own password")
        void oneAccountPerRole() {
            Account administrator = make(realm, organization, "administrator", address, "Verwaltung-1");
            Account clerk = make(realm, organization, "clerk", address, "Sachbearbeitung-2");

            assertEquals(List.of(new Name("E_MAIL", "administrator", address)), domain.loginNames(administrator));
            assertEquals(List.of(new Name("E_MAIL", "clerk", address)), domain.loginNames(clerk));
            assertEquals(TAN_PAGE, login(realm, "administrator", address, "Verwaltung-1"));
            assertEquals(TAN_PAGE, login(realm, "clerk", address, "Sachbearbeitung-2"));
            assertEquals(LOGIN_PAGE, login(realm, "clerk", address, "Verwaltung-1"));
            assertEquals(LOGIN_PAGE, login(realm, "administrator", address, "Sachbearbeitung-2"));
            assertEquals(LOGIN_PAGE, login(realm, "data-centre-user", address, "Sachbearbeitung-2"));
        }

        @ParameterizedTest(name = "Section 2: the address may be entered as ''{0}''")
        @ValueSource(strings = {"%s", "  %s ", "\u00a0%s\t", "upper", "wide"})
        void inAnyCase(String how) {
            make(realm, organization, "administrator", address, Portal.PASSWORD);
            String entered = switch (how) {
                case "upper" -> address.toUpperCase(Locale.ROOT);
                case "wide" -> address.replace('@', '\uFF20').replace('k', '\uFF2B');
                default -> how.formatted(address);
            };

            assertEquals(TAN_PAGE, login(realm, "administrator", entered, Portal.PASSWORD));
        }

        @Test
        @DisplayName("Section 2: neither the id behind it nor another address opens it")
        void nothingElse() {
            Account clerk = make(realm, organization, "clerk", address, Portal.PASSWORD);

            assertTrue(clerk.loginName().matches("m-[0-9]{10}"), clerk.loginName());
            for (String other : List.of(
                    clerk.loginName(),
                    clerk.id(),
                    "x" + address,
                    address + "x",
                    "%",
                    address.replace('.', '_'),
                    "\0")) {
                assertEquals(LOGIN_PAGE, login(realm, "clerk", other, Portal.PASSWORD), other);
            }
        }

        @Test
        @DisplayName(
                "Section 2: an address that somebody logs in with in a role is nobody else's there, also when two come at once")
        void eachAddressOnce() throws Exception {
            int rounds = Campaign.of(100);
            int made = 0;
            for (int round = 0; round < rounds; round++) {
                String wanted = address();
                List<Answer> answers = atOnce(2, i -> domain.make(organization, "clerk", wanted));
                made += (int) answers.stream().filter(Answer::done).count();
                answers.stream().filter(answer -> !answer.done()).forEach(LoginNamesIT::assertTaken);
            }
            System.out.printf("two accounts with one address at once: %d rounds, %d accounts%n", rounds, made);
            assertEquals(rounds, made);
        }

        @Test
        @DisplayName(
                "A-6 another address is another login name, by the import and in the admin console; a second run changes nothing")
        void followsTheAddress() {
            Operator operator = Operator.of(portal, realm);
            String number = UUID.randomUUID().toString().substring(0, 8);
            String moved = address();
            assertEquals(
                    "CREATED", operator.run(document(number, address, address)).fate("/organizations/0/accounts/0"));
            assertEquals(
                    "UNCHANGED",
                    operator.run(document(number, address, address)).fate("/organizations/0/accounts/0"));

            assertEquals(
                    "CHANGED", operator.run(document(number, address, moved)).fate("/organizations/0/accounts/0"));
            assertEquals(
                    "UNCHANGED", operator.run(document(number, address, moved)).fate("/organizations/0/accounts/0"));
            UserRepresentation account =
                    portal.realm(realm).users().searchByEmail(moved, true).get(0);
            password(realm, account.getId(), Portal.PASSWORD);
            assertEquals(LOGIN_PAGE, login(realm, "administrator", address, Portal.PASSWORD));
            assertEquals(TAN_PAGE, login(realm, "administrator", moved, Portal.PASSWORD));

            account.setEmail("z" + moved);
            portal.realm(realm).users().get(account.getId()).update(account);
            assertEquals(LOGIN_PAGE, login(realm, "administrator", moved, Portal.PASSWORD));
            assertEquals(TAN_PAGE, login(realm, "administrator", "z" + moved, Portal.PASSWORD));
        }

        @Test
        @DisplayName("L-7 a login in one role is for memberships in that role only")
        void onlyForItsRole() {
            String other = domain.organization();
            Account person = make(realm, organization, "clerk", address, Portal.PASSWORD);
            domain.member(other, person, "administrator");
            Account principal = make(realm, organization, "administrator", address(), Portal.PASSWORD);
            assertTrue(domain.state(principal).granted());
            Application application = Application.demanding(portal, realm, "clerk, administrator");

            for (String role : List.of("clerk", "administrator")) {
                Tab tab = application.open(portal.browser(), role).password(address, Portal.PASSWORD);
                JsonNode claims =
                        Application.claims(application.tokens(tab.tan(nextTan(tab, address))), "access_token");
                assertEquals(role, claims.at("/portal/role").asText(), claims.toString());
            }
            assertEquals(
                    List.of("administrator", "clerk"),
                    domain.loginNames(person).stream().map(Name::role).toList());
        }

        private String document(String number, String loginName, String email) {
            return ("{\"organizations\":[{\"memberNumber\":\"%s\",\"name\":\"Betrieb\",\"kind\":\"employer\",\"accounts\":["
                            + "{\"loginName\":\"%s\",\"email\":\"%s\",\"firstName\":\"Kim\",\"lastName\":\"Beispiel\",\"role\":\"administrator\"},"
                            + "{\"loginName\":\"%2$s\",\"email\":\"%2$s\",\"firstName\":\"Kim\",\"lastName\":\"Beispiel\",\"role\":\"clerk\"}]}]}")
                    .formatted(number, loginName, email);
        }
    }

    @Nested
    @DisplayName("L-7 the role before name and password")
    class TheRole {
        private final String realm = copyOf("member-portal");
        private final Account account = portal.account(realm);

        @Test
        @DisplayName(
                "L-7 it is chosen on the first page, shown on the next, and can be changed there without losing anything")
        void isChosen() {
            Tab tab = portal.browser().openAtChoice(realm);
            assertEquals(ROLE_PAGE, tab.pageId());
            assertEquals(
                    List.of("administrator", "clerk", "data-centre-user"),
                    tab.page().select("button[name=role]").eachAttr("value"));

            tab.submit(Map.of("role", "administrator"));
            assertEquals("Administration", chosen(tab));
            tab.password(account.loginName(), "falsch");
            assertEquals(LOGIN_PAGE, tab.pageId());
            assertEquals("Administration", chosen(tab));
            tab.refresh();
            assertEquals("Administration", chosen(tab));

            tab.submit(Map.of("role", ""));
            assertEquals(ROLE_PAGE, tab.pageId());
            tab.refresh();
            assertEquals(ROLE_PAGE, tab.pageId());
            tab.submit(Map.of("role", "clerk"));
            assertEquals("Sachbearbeitung", chosen(tab));
            assertEquals(account.loginName(), tab.page().select("#username").val());
            tab.password(account.loginName(), Portal.PASSWORD);
            tab.tan(nextTan(tab, account.address()));
            assertTrue(tab.loggedIn(), tab.text());
        }

        @ParameterizedTest(name = "L-7 an application preselects ''{0}''")
        @ValueSource(strings = {"administrator", "clerk", "data-centre-user"})
        void isPreselected(String role) {
            Tab tab = portal.browser().open(realm, role);

            assertEquals(LOGIN_PAGE, tab.pageId());
            tab.submit(Map.of("role", ""));
            assertEquals(ROLE_PAGE, tab.pageId());
        }

        @ParameterizedTest(name = "L-7 ''{0}'' is no role: the choice is shown")
        @ValueSource(strings = {"", "boss", "ADMINISTRATOR", "principal-administrator", "open", "%3Cscript%3E"})
        void isNoRole(String role) {
            Tab tab = portal.browser().open(realm, role);
            assertEquals(ROLE_PAGE, tab.pageId());
            assertFalse(tab.body().contains("<script>alert"), tab.body());

            if (!role.contains("%")) {
                tab.submit(Map.of("role", role));
                assertEquals(ROLE_PAGE, tab.pageId());
            }
        }

        @Test
        @DisplayName("L-7 name and password without a role are not looked at")
        void cannotBeLeftOut() {
            Tab tab = portal.browser().openAtChoice(realm);

            tab.password(account.loginName(), Portal.PASSWORD);

            assertEquals(ROLE_PAGE, tab.pageId());
            assertEquals(0, portal.mails().mails(account.address()).size());
        }

        @Test
        @DisplayName("L-7 a second tab has its own role; each goes on with its own")
        void eachTabHasItsOwn() {
            PlainBrowser browser = portal.browser();
            Tab first = browser.openAtChoice(realm).submit(Map.of("role", "administrator"));
            Tab second = browser.openAtChoice(realm);
            assertEquals(ROLE_PAGE, second.pageId());
            second.submit(Map.of("role", "clerk"));

            assertEquals("Administration", chosen(first.password(account.loginName(), "falsch")));
            assertEquals("Sachbearbeitung", chosen(second.password(account.loginName(), "falsch")));
        }

        @Test
        @DisplayName("L-7 an old page of the choice does not undo a later one")
        void oldPage() {
            Tab tab = portal.browser().openAtChoice(realm);
            Tab old = tab.duplicate();
            tab.submit(Map.of("role", "clerk"));

            old.submit(Map.of("role", "administrator"));

            assertEquals(LOGIN_PAGE, old.pageId(), old.text());
            assertEquals("Sachbearbeitung", chosen(old));
        }

        @Test
        @DisplayName("L-7 cancelled at the TAN, the login starts over in the same role")
        void survivesACancel() {
            Tab tab = portal.browser().openAtChoice(realm).submit(Map.of("role", "data-centre-user"));
            tab.password(account.loginName(), Portal.PASSWORD);
            assertEquals(TAN_PAGE, tab.pageId(), tab.text());

            tab.press("cancel");

            assertEquals("Rechenzentrum", chosen(tab));
        }

        @ParameterizedTest(name = "Section 2: {0} asks for none")
        @ValueSource(strings = {"benefits-portal", "employer-portal"})
        void isNotAskedFor(String name) {
            Tab tab = portal.browser().open(copyOf(name), "administrator");

            assertEquals(LOGIN_PAGE, tab.pageId());
            assertEquals("", chosen(tab));
        }

        private String chosen(Tab tab) {
            return tab.page().select(".portal-chosen strong").text();
        }
    }

    @Nested
    @DisplayName("Section 2: in the benefits portal")
    class InTheBenefitsPortal {
        private final String realm = copyOf("benefits-portal");
        private final Domain domain = portal.domain(realm);
        private final String organization = domain.organization();

        @Test
        @DisplayName("R-7 the ids look as the portal says, and open the login in any case")
        void ids() {
            Account administrator = make(realm, organization, "administrator", address(), Portal.PASSWORD);
            Account clerk = make(realm, organization, "clerk", address(), Portal.PASSWORD);

            assertTrue(administrator.loginName().matches("x201-[0-9]{12}"), administrator.loginName());
            assertTrue(clerk.loginName().matches("s201-[0-9a-f]{12}[0-9]{8}"), clerk.loginName());
            assertEquals(TAN_PAGE, login(realm, "", administrator.loginName(), Portal.PASSWORD));
            assertEquals(TAN_PAGE, login(realm, "", " " + clerk.loginName().toUpperCase(Locale.ROOT), Portal.PASSWORD));
            assertEquals(LOGIN_PAGE, login(realm, "", clerk.address(), Portal.PASSWORD));
        }

        @Test
        @DisplayName(
                "Section 2: the organization's number opens its administrator's account, and after that one the next one's")
        void number() {
            String number = portal.realm(realm)
                    .organizations()
                    .get(organization)
                    .toRepresentation()
                    .getAlias();
            Account clerk = make(realm, organization, "clerk", address(), "Sachbearbeitung-1");
            assertEquals(LOGIN_PAGE, login(realm, "", number, "Sachbearbeitung-1"));
            Account first = make(realm, organization, "administrator", address(), "Die-Erste-2");
            Account second = make(realm, organization, "administrator", address(), "Der-Zweite-3");
            Account third = make(realm, organization, "administrator", address(), "Die-Dritte-4");

            assertEquals(TAN_PAGE, login(realm, "", number, "Die-Erste-2"));
            assertEquals(LOGIN_PAGE, login(realm, "", number, "Der-Zweite-3"));
            domain.leave(organization, first);
            assertEquals(TAN_PAGE, login(realm, "", number, "Der-Zweite-3"));
            assertEquals(TAN_PAGE, login(realm, "", first.loginName(), "Die-Erste-2"));
            domain.member(organization, second, "clerk");
            assertEquals(TAN_PAGE, login(realm, "", number, "Die-Dritte-4"));
            portal.realm(realm).users().delete(third.id()).close();
            assertEquals(LOGIN_PAGE, login(realm, "", number, "Die-Dritte-4"));
            domain.member(organization, clerk, "administrator");
            Await.until(
                    "the account is enabled again",
                    () -> TAN_PAGE.equals(login(realm, "", number, "Sachbearbeitung-1")));
        }

        @Test
        @DisplayName("R-7 many at once get different ids")
        void manyAtOnce() throws Exception {
            int many = Campaign.of(1000);
            int each = Math.max(1, many / 20);

            List<Answer> answers =
                    atOnce(20, i -> domain.issue(organization, i % 2 == 0 ? "clerk" : "administrator", each));

            List<String> ids = answers.stream().flatMap(LoginNamesIT::list).toList();
            Set<String> different = new HashSet<>(ids);
            System.out.printf("ids issued at once: %d, different: %d%n", ids.size(), different.size());
            assertEquals(20 * each, ids.size());
            assertEquals(ids.size(), different.size());
        }

        @Test
        @DisplayName(
                "R-7 many at once in a small room: each id is there once, then it is said that the room is used up")
        void usedUp() throws Exception {
            String small = portal.unprotectedRealm(
                    "benefits-portal", realm -> policy(realm).getConfig().put("userIds", List.of("T-{digits:1}")));
            Domain its = portal.domain(small);
            String there = its.organization();

            List<Answer> answers = atOnce(20, i -> its.issue(there, "clerk", 1));

            List<String> ids = answers.stream()
                    .filter(Answer::done)
                    .flatMap(LoginNamesIT::list)
                    .sorted()
                    .toList();
            assertEquals(IntStream.range(0, 10).mapToObj(i -> "t-" + i).toList(), ids, answers.toString());
            assertTrue(
                    answers.stream()
                            .filter(answer -> !answer.done())
                            .allMatch(answer ->
                                    answer.status() == 409 && answer.body().contains("T-{digits:1}")),
                    answers.toString());
        }

        @Test
        @DisplayName("R-7 the id of an account that is gone is nobody's again; its address is free")
        void neverAgain() {
            Account administrator = make(realm, organization, "administrator", address(), Portal.PASSWORD);
            portal.realm(realm).users().delete(administrator.id()).close();

            Operator.Report report = Operator.of(portal, realm)
                    .run(
                            ("{\"organizations\":[{\"memberNumber\":\"%s\",\"name\":\"Betrieb\",\"kind\":\"employer\",\"accounts\":["
                                            + "{\"loginName\":\"%s\",\"email\":\"%s\",\"firstName\":\"Kim\",\"lastName\":\"Beispiel\",\"role\":\"administrator\"}]}]}")
                                    .formatted(
                                            UUID.randomUUID().toString().substring(0, 8),
                                            administrator.loginName(),
                                            administrator.address()));

            assertEquals("REJECTED", report.fate("/organizations/0/accounts/0"), report.body());
            assertTrue(report.message("/organizations/0/accounts/0").contains("somebody else's"), report.body());
            assertTrue(domain.make(organization, "administrator", administrator.address())
                    .done());
        }

        @Test
        @DisplayName(
                "Section 2: who is asked for a password learns the same of a name that is somebody's and of one that is nobody's")
        void tellsNothing() {
            Account clerk = make(realm, organization, "clerk", address(), Portal.PASSWORD);
            String gone = make(realm, organization, "clerk", address(), Portal.PASSWORD)
                    .loginName();
            portal.realm(realm)
                    .users()
                    .delete(portal.realm(realm)
                            .users()
                            .searchByUsername(gone, true)
                            .get(0)
                            .getId())
                    .close();

            Set<String> answers = new HashSet<>();
            for (String name : List.of(clerk.loginName(), "s201-gibtesnicht00000001", gone, "1", "ä".repeat(300))) {
                Tab tab = portal.browser().open(realm).password(name, "falsch");
                answers.add(tab.status() + tab.text());
            }

            assertEquals(1, answers.size(), answers.toString());
        }
    }

    @Test
    @DisplayName("Section 2: the time to answer does not tell a name that is somebody's from one that is nobody's")
    void takesTheSameTime() {
        String realm = copyOf("benefits-portal");
        int rounds = Campaign.of(300);
        String known = make(realm, portal.domain(realm).organization(), "clerk", address(), Portal.PASSWORD)
                .loginName();
        Map<String, List<Runnable>> requests = new LinkedHashMap<>();
        requests.put("known", wrongPasswords(realm, known, rounds));
        requests.put("unknown", wrongPasswords(realm, "s201-gibtesnicht00000001", rounds));

        Map<String, Timings> times = Timings.inRounds(requests, rounds);

        times.forEach((what, timings) -> System.out.printf("password post, %s name: %s%n", what, timings));
        Timings knowns = Objects.requireNonNull(times.get("known"));
        Timings unknowns = Objects.requireNonNull(times.get("unknown"));
        double ratio = knowns.median() / unknowns.median();
        // what else the machine does is no secret
        assertTrue(
                (ratio > 0.6 && ratio < 1.6) || knowns.isLike(unknowns),
                () -> "ratio " + ratio + ", AUC " + knowns.auc(unknowns));
    }

    private List<Runnable> wrongPasswords(String realm, String name, int rounds) {
        return IntStream.range(0, rounds)
                .<Runnable>mapToObj(i -> {
                    Tab tab = portal.browser().open(realm);
                    return () -> tab.password(name, "falsch");
                })
                .toList();
    }

    @Nested
    @DisplayName("Section 2: in the employer portal")
    class InTheEmployerPortal {
        private final String realm = copyOf("employer-portal");
        private final Domain domain = portal.domain(realm);
        private final String organization = domain.organization();
        private final Account account =
                make(realm, organization, "principal-administrator", address(), Portal.PASSWORD);
        private final Account other = make(realm, organization, "clerk", address(), Portal.PASSWORD);
        private final String name = "wahl." + UUID.randomUUID().toString().substring(0, 8);

        @Test
        @DisplayName("R-8 a chosen name opens the login beside the access id; another one takes its place")
        void chosen() {
            assertTrue(account.loginName().matches("[0-9]{9}"), account.loginName());
            assertEquals(
                    200,
                    domain.choose(account, " " + name.toUpperCase(Locale.ROOT) + " ")
                            .status());

            assertEquals(
                    List.of(new Name("CHOSEN", "", name), new Name("USER_ID", "", account.loginName())),
                    domain.loginNames(account));
            assertEquals(TAN_PAGE, login(realm, "", name, Portal.PASSWORD));
            assertEquals(TAN_PAGE, login(realm, "", account.loginName(), Portal.PASSWORD));
            assertEquals("true", domain.choose(account, name + "2").body());
            assertEquals("false", domain.choose(account, name + "2").body());
            assertEquals(LOGIN_PAGE, login(realm, "", name, Portal.PASSWORD));
            assertEquals(TAN_PAGE, login(realm, "", name + "2", Portal.PASSWORD));
            assertEquals(200, domain.choose(other, name).status());
        }

        @Test
        @DisplayName("R-8 nobody chooses what is or may become somebody's address, id or name")
        void refused() {
            domain.choose(other, name);
            String username = portal.account(realm).loginName();
            for (String refused : List.of(
                    other.address(),
                    account.address(),
                    other.loginName(),
                    account.loginName(),
                    "123456789",
                    "830912",
                    other.id(),
                    name,
                    name.toUpperCase(Locale.ROOT),
                    "\uFF57" + name.substring(1),
                    username,
                    "ab",
                    "a b c",
                    "кирилл",
                    "x".repeat(33),
                    "-abc",
                    "a@b")) {
                Answer answer = domain.choose(account, refused);
                assertEquals(409, answer.status(), refused + " " + answer.body());
            }
            assertEquals(1, domain.loginNames(account).size());
        }

        @Test
        @DisplayName("R-8 of two who want the same name at once one gets it, and the other is told")
        void atTheSameTime() throws Exception {
            int rounds = Campaign.of(300);
            int won = 0;
            for (int round = 0; round < rounds; round++) {
                String wanted = name + "-" + round;
                List<Answer> answers = atOnce(2, i -> domain.choose(i == 0 ? account : other, wanted));
                won += (int) answers.stream().filter(Answer::done).count();
                answers.stream().filter(answer -> !answer.done()).forEach(LoginNamesIT::assertTaken);
            }
            System.out.printf("two choose one name at once: %d rounds, %d names%n", rounds, won);
            assertEquals(rounds, won);
        }

        @Test
        @DisplayName("G-1 the log tells who chose which name")
        void isLogged() {
            domain.choose(account, name);
            domain.choose(account, name + "2");

            List<Changes.Entry> entries = portal.changes(realm)
                    .page("max=9&organization=%s&action=LOGIN_NAME_CHANGED".formatted(organization))
                    .items();
            assertEquals(
                    List.of(name + "2", name),
                    entries.stream()
                            .map(entry -> entry.after().get("loginName"))
                            .toList());
        }
    }

    private Account make(String realm, String organization, String role, String address, String password) {
        Answer made = portal.domain(realm).make(organization, role, address);
        assertEquals(200, made.status(), made.body());
        JsonNode json = json(made.body());
        String id = json.path("id").asText();
        password(realm, id, password);
        return new Account(realm, id, json.path("username").asText(), address);
    }

    private void password(String realm, String id, String password) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(false);
        portal.realm(realm).users().get(id).resetPassword(credential);
    }

    /** The page that follows on name and password. */
    private String login(String realm, String role, String name, String password) {
        return portal.browser().open(realm, role).password(name, password).pageId();
    }

    private String nextTan(Tab tab, String address) {
        assertEquals(TAN_PAGE, tab.pageId(), tab.text());
        int before = tans.merge(address, 1, Integer::sum);
        return portal.mails().tan(address, before);
    }

    private final Map<String, Integer> tans = new ConcurrentHashMap<>();

    private static String address() {
        return "k" + UUID.randomUUID().toString().substring(0, 12) + "@firma.example";
    }

    private static ComponentExportRepresentation policy(RealmRepresentation realm) {
        return realm.getComponents().get(COMPONENTS).stream()
                .filter(component -> component.getProviderId().equals("portal-policy"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertTaken(Answer answer) {
        assertEquals(409, answer.status(), answer.body());
        assertTrue(answer.body().contains("taken") || answer.body().contains("somebody"), answer.body());
    }

    private static Stream<String> list(Answer answer) {
        List<String> texts = new ArrayList<>();
        json(answer.body()).forEach(text -> texts.add(text.asText()));
        return texts.stream();
    }

    private static JsonNode json(String text) {
        try {
            return JsonSerialization.mapper.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of several things that are done at once. */
    private interface Work {
        Answer does(int number);
    }

    private List<Answer> atOnce(int many, Work work) throws Exception {
        List<Future<Answer>> running = IntStream.range(0, many)
                .mapToObj(i -> others.submit(() -> work.does(i)))
                .toList();
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : running) {
            answers.add(answer.get());
        }
        return answers;
    }
}
