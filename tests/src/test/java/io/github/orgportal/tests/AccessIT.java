package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import jakarta.ws.rs.BadRequestException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Who gets in, and what those learn who do not; for which organization, and what the tokens say about it. On both databases. */
@ParameterizedClass(name = "on {0}")
@EnumSource
class AccessIT {
    static final String REFUSED_PAGE = "login-portal-access-refused";
    private static final String CHOICE_PAGE = "login-portal-access-choice";
    private static final String LOGIN_PAGE = "login-login";
    private static final String TAN_PAGE = "login-portal-email-tan";

    private static final int ROUNDS = 15;

    private static final Map<Portal.On, String> REALMS = new HashMap<>();

    private final Portal portal;
    private final String realm;
    private final Domain domain;

    private String organization = "";
    private Account administrator;
    private Account clerk;

    AccessIT(Portal.On on) {
        portal = on.portal();
        realm = REALMS.computeIfAbsent(
                on, key -> portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH)));
        domain = portal.domain(realm);
    }

    @BeforeEach
    void anOrganization() {
        organization = domain.organization();
        administrator = portal.account(realm);
        clerk = portal.account(realm);
        domain.member(organization, administrator, "administrator");
        domain.member(organization, clerk, "clerk");
    }

    @Nested
    @DisplayName("L-6 after the right password")
    class AfterThePassword {
        static Stream<Arguments> refusals() {
            return Stream.of(
                    Arguments.of(
                            "by an administrator",
                            "administrator",
                            (Lock) its -> its.domain.lockBy(its.administrator, its.clerk),
                            List.of(
                                    "Die Administration Ihrer Organisation hat Ihren Zugang gesperrt.",
                                    "Begründung wie besprochen",
                                    "an die Administration Ihrer Organisation")),
                    Arguments.of(
                            "in the one organization",
                            "administrator",
                            (Lock) its -> its.domain.lockMember(its.organization, its.clerk),
                            List.of("Begründung nur hier", "Organisation Betrieb ")),
                    Arguments.of(
                            "by the operator",
                            "operator",
                            (Lock) its -> its.domain.lock(its.clerk, "OPERATOR"),
                            List.of("Der Betreiber des Portals hat Ihren Zugang gesperrt.", "wie besprochen")),
                    Arguments.of(
                            "because the last administrator is",
                            "lastAdministrator",
                            (Lock) its -> its.domain.lock(its.administrator, "OPERATOR"),
                            List.of(
                                    "weder eine Administratorin noch einen Administrator",
                                    "Ihre Organisation muss beim Betreiber des Portals",
                                    "Organisation Betrieb ")),
                    Arguments.of(
                            "with the organization",
                            "organization",
                            (Lock) AccessIT::disableTheOrganization,
                            List.of("hat den Zugang für Ihre Organisation gesperrt", "Organisation Betrieb ")),
                    Arguments.of(
                            "by its own wrong passwords",
                            "wrongPasswords",
                            (Lock) its -> its.domain.lock(its.clerk, "WRONG_PASSWORDS"),
                            List.of("zu oft ein falsches Passwort")));
        }

        @ParameterizedTest(name = "L-6 an account that is locked {0} learns so, and whom to turn to; no mail leaves")
        @MethodSource("refusals")
        void tellsWhy(String name, String kind, Lock lock, List<String> texts) {
            lock.put(AccessIT.this);

            Tab tab = login(clerk);

            assertEquals(REFUSED_PAGE, tab.pageId(), tab.text());
            assertEquals(200, tab.status());
            assertAll(texts.stream().map(text -> () -> assertTrue(tab.text().contains(text), tab.text())));
            assertTrue(tab.text().contains("hilfe@arbeitgeberportal.example"), tab.text());
            assertEquals(0, mails(clerk));
            EventRepresentation event = last(clerk);
            assertEquals("LOGIN_ERROR", event.getType());
            assertEquals("user_disabled", event.getError());
            assertEquals(kind, event.getDetails().get("portal_access"));
            assertFalse(event.getDetails().containsKey("username"));
        }

        @Test
        @DisplayName("L-6 one that the operator disabled learns that it is, though no lock of ours says why")
        void tellsOfADisabledAccount() {
            Account stranger = portal.account(realm);
            UserRepresentation user =
                    portal.realm(realm).users().get(stranger.id()).toRepresentation();
            user.setEnabled(false);
            portal.realm(realm).users().get(stranger.id()).update(user);

            Tab tab = login(stranger);

            assertEquals(REFUSED_PAGE, tab.pageId(), tab.text());
            assertTrue(tab.text().contains("zurzeit nicht freigegeben"), tab.text());
            assertEquals(0, mails(stranger));
        }

        @Test
        @DisplayName("L-6 a wrong password tells nothing: the page is that of a free account and of none")
        void tellsNothingToStrangers() {
            domain.lockBy(administrator, clerk);

            String locked = answerTo(clerk.loginName(), "falsch");

            assertTrue(locked.contains("Diese Angaben sind nicht richtig."), locked);
            assertEquals(locked, answerTo(portal.account(realm).loginName(), "falsch"));
            assertEquals(locked, answerTo(UUID.randomUUID().toString(), "falsch"));
            assertEquals(locked, answerTo(clerk.loginName(), ""));
        }

        /** What the page says, without the name that was typed. */
        private String answerTo(String name, String password) {
            Tab tab = portal.browser().open(realm).password(name, password);
            assertEquals(LOGIN_PAGE, tab.pageId(), tab.text());
            return tab.text().replace(name, "");
        }

        @Test
        @DisplayName("what an administrator wrote is text, whatever it looks like")
        void escapesTheReason() {
            domain.send(
                    "POST",
                    "/accounts/%s/locks".formatted(clerk.id()),
                    Map.of("cause", "ADMINISTRATOR", "reason", "<b onclick=alert(1)>${7*7} {0}</b>"));

            Tab tab = login(clerk);

            assertTrue(tab.text().contains("<b onclick=alert(1)>${7*7} {0}</b>"), tab.text());
            assertEquals(0, tab.page().select("b[onclick]").size());
        }

        @Test
        @DisplayName("the page leads back to the login, which works again once the lock is lifted")
        void leadsBack() {
            domain.lockBy(administrator, clerk);
            Tab tab = login(clerk);
            domain.unlock(clerk);
            Await.until(
                    "the account is enabled",
                    () -> portal.realm(realm)
                            .users()
                            .get(clerk.id())
                            .toRepresentation()
                            .isEnabled());

            tab.get(URI.create(tab.page().select("#access-restart").attr("abs:href")));

            assertEquals(LOGIN_PAGE, tab.pageId(), tab.text());
            assertEquals(
                    TAN_PAGE, tab.password(clerk.loginName(), Portal.PASSWORD).pageId(), tab.text());
        }

        @Test
        @DisplayName("L-6 a lock that comes between password and TAN is told with the TAN")
        void comesBetween() {
            Tab tab = login(clerk);
            assertEquals(TAN_PAGE, tab.pageId());
            String tan = portal.mails().tan(clerk.address(), 1);
            domain.lockBy(administrator, clerk);

            tab.tan(tan);

            assertFalse(tab.loggedIn());
            assertFalse(tab.pageId().equals(TAN_PAGE));
        }
    }

    @Nested
    @DisplayName("L-8 an application that demands roles")
    class DemandedRoles {
        private final Application forClerks = Application.demanding(portal, realm, "clerk, data-centre-user");

        @Test
        @DisplayName("L-8 lets clerks in and tells it their organization and role, in every token and answer")
        void letsClerksIn() {
            Tab tab = login(clerk, forClerks, portal.browser());
            JsonNode tokens = forClerks.tokens(tab);

            assertAll(Stream.of(
                            Application.claims(tokens, "access_token"),
                            Application.claims(tokens, "id_token"),
                            Application.json(forClerks.userInfo(tokens)),
                            forClerks.introspect(tokens))
                    .map(answer -> () -> {
                        JsonNode claim = answer.path("portal");
                        assertEquals("clerk", claim.path("role").asText(), answer.toString());
                        assertEquals(
                                organization,
                                claim.path("organization").path("id").asText());
                        String number =
                                claim.path("organization").path("memberNumber").asText();
                        assertFalse(number.isEmpty());
                        assertEquals(
                                "Betrieb " + number,
                                claim.path("organization").path("name").asText());
                    }));
            assertTrue(tokens.path("access_token").asText().length() <= 4096);
        }

        @Test
        @DisplayName("L-8 refuses administrators after the password, without a mail, and says which roles it takes")
        void refusesAdministrators() {
            Tab tab = forClerks.open(portal.browser()).password(administrator.loginName(), Portal.PASSWORD);

            assertEquals(REFUSED_PAGE, tab.pageId(), tab.text());
            assertTrue(tab.text().contains("Zugelassene Rollen Sachbearbeitung, Rechenzentrum"), tab.text());
            assertEquals(1, tab.page().select("#access-restart").size(), "nothing to log out of");
            assertEquals(0, mails(administrator));
            assertEquals("access_denied", last(administrator).getError());
            assertEquals("role", last(administrator).getDetails().get("portal_access"));
        }

        @Test
        @DisplayName("L-8 refuses them after single sign-on too, and leaves their session of other applications alive")
        void refusesAfterSingleSignOn() {
            PlainBrowser browser = portal.browser();
            Application forAll = Application.forEverybody(portal, realm);
            JsonNode tokens = forAll.tokens(login(administrator, forAll, browser));

            Tab tab = forClerks.open(browser);

            assertEquals(REFUSED_PAGE, tab.pageId(), tab.text());
            assertEquals(200, forAll.refresh(tokens).status());
            assertTrue(forAll.open(browser).loggedIn());

            String logout = tab.page().select("#access-switch").attr("href");
            tab.get(URI.create(logout)).submit(Map.of("confirmLogout", "x"));
            assertEquals(LOGIN_PAGE, forClerks.open(browser).pageId());
            assertEquals(400, forAll.refresh(tokens).status());
        }

        @Test
        @DisplayName("L-8 an application that demands nothing lets everybody in, and its tokens name no organization")
        void demandsNothing() {
            Application forAll = Application.forEverybody(portal, realm);

            JsonNode tokens = forAll.tokens(login(clerk, forAll, portal.browser()));

            assertTrue(Application.claims(tokens, "access_token").path("portal").isMissingNode());
            assertTrue(Application.claims(tokens, "id_token").path("portal").isMissingNode());
        }

        @Test
        @DisplayName("L-8 a role that is taken away ends the application's tokens, and no other's")
        void endsWithTheRole() {
            PlainBrowser browser = portal.browser();
            Application forAll = Application.forEverybody(portal, realm);
            JsonNode tokens = forClerks.tokens(login(clerk, forClerks, browser));
            JsonNode others = forAll.tokens(forAll.open(browser));

            domain.member(organization, clerk, "administrator");

            assertDead(forClerks, tokens);
            assertAlive(forAll, others);
            assertEquals(REFUSED_PAGE, forClerks.open(browser).pageId());
        }

        @Test
        @DisplayName(
                "Z-1 a role that does not exist stops the import, and is refused by the admin API, with what is allowed")
        void validatesRoles() {
            ClientRepresentation client = forClerks.client();
            client.setAttributes(Map.of("portal.roles", "clerk, boss"));
            String[] name = {""};

            String update = assertThrows(
                            BadRequestException.class,
                            () -> portal.realm(realm)
                                    .clients()
                                    .get(client.getId())
                                    .update(client))
                    .getResponse()
                    .readEntity(String.class);
            assertThrows(
                    RuntimeException.class,
                    () -> portal.unprotectedRealm(copy -> {
                        name[0] = copy.getRealm();
                        importing(copy, "boss");
                    }));

            assertTrue(
                    update.contains("Realm '%s', client '%s': attribute portal.roles is 'clerk, boss', allowed are"
                            .formatted(realm, client.getClientId())),
                    update);
            assertThrows(RuntimeException.class, () -> portal.realm(name[0]).toRepresentation());
            assertEquals(
                    "clerk, data-centre-user",
                    forClerks.client().getAttributes().get("portal.roles"));
        }

        private void importing(RealmRepresentation copy, String roles) {
            ClientRepresentation client = new ClientRepresentation();
            client.setClientId("falsch");
            client.setAttributes(Map.of("portal.roles", roles));
            List<ClientRepresentation> clients = new ArrayList<>(copy.getClients());
            clients.add(client);
            copy.setClients(clients);
        }
    }

    @Nested
    @DisplayName("L-9 the choice of an organization")
    class Choice {
        private final Application forClerks = Application.demanding(portal, realm, "clerk");
        private final PlainBrowser browser = portal.browser();
        private String other = "";

        @BeforeEach
        void aSecondOrganization() {
            other = domain.organization();
            domain.member(other, portal.account(realm), "administrator");
            domain.member(other, clerk, "clerk");
        }

        @Test
        @DisplayName("L-9 is asked with name and number of each; the tokens speak of the chosen one")
        void isAsked() {
            Tab tab = login(clerk, forClerks, browser);

            assertEquals(CHOICE_PAGE, tab.pageId(), tab.text());
            assertEquals(2, tab.page().select("button[name=membership]").size());
            assertTrue(
                    tab.page()
                            .select("button[name=membership]")
                            .text()
                            .matches(
                                    "Betrieb (\\S+) Mitgliedsnummer \\1 Sachbearbeitung Betrieb (\\S+) Mitgliedsnummer \\2 Sachbearbeitung"));

            JsonNode tokens = forClerks.tokens(tab.submit(Map.of("membership", offered(tab, other))));
            assertEquals(other, chosen(tokens));
            assertEquals(other, chosen(Application.json(forClerks.refresh(tokens))));
        }

        @Test
        @DisplayName(
                "L-9 stands for this application and session: it is not asked again, unless the application wants it")
        void isRemembered() {
            Tab tab = login(clerk, forClerks, browser);
            forClerks.tokens(tab.submit(Map.of("membership", offered(tab, other))));

            assertEquals(other, chosen(forClerks.tokens(forClerks.open(browser))));

            Tab again = forClerks.openToChoose(browser);
            assertEquals(CHOICE_PAGE, again.pageId(), again.text());
            JsonNode tokens = forClerks.tokens(again.submit(Map.of("membership", offered(again, organization))));
            assertEquals(organization, chosen(tokens));
        }

        @Test
        @DisplayName("L-9 is not asked by an application that demands no role, such as the account console")
        void isNotAskedElsewhere() {
            Tab tab = portal.browser().open(realm).password(clerk.loginName(), Portal.PASSWORD);
            tab.tan(portal.mails().tan(clerk.address(), 1));

            assertTrue(tab.loggedIn(), tab.text());
        }

        @Test
        @DisplayName("A-16 an id that was not offered is no answer")
        void takesOfferedOnesOnly() {
            String foreign = domain.organization();
            Account colleague = portal.account(realm);
            domain.member(foreign, portal.account(realm), "administrator");
            domain.member(foreign, colleague, "clerk");
            domain.member(other, colleague, "clerk");
            Tab colleagues = login(colleague, forClerks, portal.browser());
            Tab tab = login(clerk, forClerks, browser);

            for (String id : List.of(offered(colleagues, foreign), foreign, other, "", "../x")) {
                tab.submit(Map.of("membership", id));
                assertEquals(CHOICE_PAGE, tab.pageId(), tab.text());
                assertTrue(tab.text().contains("Bitte wählen Sie eine der Organisationen aus."), tab.text());
            }
            assertEquals(
                    organization,
                    chosen(forClerks.tokens(tab.submit(Map.of("membership", offered(tab, organization))))));
        }

        @Test
        @DisplayName("C-3 who loses the chosen organization logs in anew, without a password, for the one that is left")
        void goesOnWithTheOther() {
            Tab tab = login(clerk, forClerks, browser);
            JsonNode tokens = forClerks.tokens(tab.submit(Map.of("membership", offered(tab, organization))));

            domain.lock(administrator, "OPERATOR");

            assertDead(forClerks, tokens);
            Tab again = forClerks.open(browser);
            assertEquals(other, chosen(forClerks.tokens(again)));
        }

        /** The membership in an organization, as its card has it. */
        private String offered(Tab tab, String wanted) {
            String name = portal.realm(realm)
                    .organizations()
                    .get(wanted)
                    .toRepresentation()
                    .getName();
            return tab.page().select("button[name=membership]").stream()
                    .filter(card -> card.text().startsWith(name + " "))
                    .findAny()
                    .orElseThrow(() -> new AssertionError(tab.text()))
                    .attr("value");
        }

        private String chosen(JsonNode tokens) {
            return Application.claims(tokens, "access_token")
                    .path("portal")
                    .path("organization")
                    .path("id")
                    .asText();
        }
    }

    @Test
    @DisplayName(
            "L-6 the time to answer does not tell an empty password, a locked, a new or no account from a wrong password")
    void takesTheSameTime() {
        String slow = portal.unprotectedRealm(settings -> settings.setPasswordPolicy("hashIterations(5)"));
        Account free = portal.account(slow);
        Account locked = portal.account(slow);
        portal.domain(slow).lock(locked, "OPERATOR");
        Account fresh = portal.account(slow, user -> user.setCredentials(List.of()));
        Map<String, List<Runnable>> requests = new HashMap<>();
        requests.put("wrong", posts(slow, free.loginName(), "falsch"));
        requests.put("empty", posts(slow, free.loginName(), ""));
        requests.put("locked", posts(slow, locked.loginName(), "falsch"));
        requests.put("no password yet", posts(slow, fresh.loginName(), "falsch"));
        requests.put("unknown", posts(slow, "unbekannt", "falsch"));
        Map<String, Timings> times = Timings.inRounds(requests, ROUNDS);

        times.forEach((what, timings) -> System.out.printf("password post, %s: %s%n", what, timings));
        Timings wrong = Objects.requireNonNull(times.get("wrong"));
        assertAll(times.entrySet().stream().map(entry -> () -> {
            Timings its = entry.getValue();
            double ratio = its.median() / wrong.median();
            assertTrue(
                    (ratio > 0.6 && ratio < 1.6) || its.isLike(wrong),
                    entry.getKey() + ": " + ratio + ", AUC " + its.auc(wrong));
        }));
    }

    private List<Runnable> posts(String where, String name, String password) {
        return IntStream.range(0, ROUNDS)
                .<Runnable>mapToObj(i -> {
                    Tab tab = portal.browser().open(where);
                    return () -> tab.password(name, password);
                })
                .toList();
    }

    /** Puts a lock on. */
    @FunctionalInterface
    private interface Lock {
        void put(AccessIT its);
    }

    private void disableTheOrganization() {
        OrganizationRepresentation found =
                portal.realm(realm).organizations().get(organization).toRepresentation();
        found.setEnabled(false);
        try (var answer = portal.realm(realm).organizations().get(organization).update(found)) {
            assertEquals(204, answer.getStatus());
        }
    }

    private Tab login(Account account) {
        return portal.browser().open(realm).password(account.loginName(), Portal.PASSWORD);
    }

    /** Password and TAN, up to what comes then. */
    private Tab login(Account account, Application application, PlainBrowser browser) {
        Tab tab = application.open(browser).password(account.loginName(), Portal.PASSWORD);
        assertEquals(TAN_PAGE, tab.pageId(), tab.text());
        return tab.tan(portal.mails().tan(account.address(), 1));
    }

    static void assertDead(Application application, JsonNode tokens) {
        assertAll(
                () -> {
                    Tab refresh = application.refresh(tokens);
                    assertEquals(400, refresh.status(), refresh.body());
                    assertEquals(
                            "invalid_grant",
                            Application.json(refresh).path("error").asText());
                },
                () -> assertEquals(401, application.userInfo(tokens).status()),
                () -> assertEquals(
                        "{\"active\":false}", application.introspect(tokens).toString()));
    }

    static void assertAlive(Application application, JsonNode tokens) {
        assertEquals(200, application.userInfo(tokens).status());
        assertTrue(application.introspect(tokens).path("active").asBoolean());
        assertEquals(200, application.refresh(tokens).status());
    }

    private int mails(Account account) {
        return portal.mails().mails(account.address()).size();
    }

    private EventRepresentation last(Account account) {
        List<EventRepresentation> events = portal.events(account);
        return events.get(events.size() - 1);
    }
}
