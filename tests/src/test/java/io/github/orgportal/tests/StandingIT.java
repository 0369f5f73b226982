package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.Api.Caller;
import io.github.orgportal.tests.Operator.Report;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Lists find accounts by a copy of how they stand, and show how they stand in truth. Whatever changes it, and whoever: both agree at
 * once.
 */
@ParameterizedClass(name = "on {0}")
@EnumSource
class StandingIT {
    private static final String OWN = "Selbst-Gewaehlt-42-Langes!";
    private static final int LIMIT = 2;

    /** To make one takes a server seconds. */
    private static final Map<Portal.On, String> REALMS = new EnumMap<>(Portal.On.class);

    private final Portal portal;
    private final String realm;
    private final Domain domain;
    /** Of the operator, who sees an organization also while its administrator is locked. */
    private final Caller caller;

    private final Account administrator;
    private final String organization;
    private final Map<Account, String> expected = new HashMap<>();

    StandingIT(Portal.On on) {
        portal = on.portal();
        realm = REALMS.computeIfAbsent(on, StandingIT::makeRealm);
        domain = portal.domain(realm);
        Account staff = portal.account(realm);
        user(staff)
                .roles()
                .realmLevel()
                .add(List.of(portal.realm(realm).roles().get("portal-operator").toRepresentation()));
        caller = Api.of(portal, realm).caller(staff);
        administrator = portal.account(realm);
        // who comes first must be an administrator, or the clerks are locked for a moment
        organization = organization(administrator);
        stands(administrator, "ACTIVE");
    }

    private static String makeRealm(Portal.On on) {
        return on.portal().unprotectedRealm(settings -> {
            settings.setPasswordPolicy(Portal.QUICK_HASH);
            settings.setAccessTokenLifespan(3600);
            settings.getComponents().getList("io.github.orgportal.organizations.policy.PortalComponent").stream()
                    .filter(component -> component.getProviderId().equals("portal-policy"))
                    .forEach(component -> component.getConfig().putSingle("wrongPasswords", Integer.toString(LIMIT)));
        });
    }

    @Test
    @DisplayName("A-1 A-11 a filter by status follows locks of the account and of its membership, each where it holds")
    void locks() {
        String other = organization(portal.account(realm));
        Account clerk = clerk(organization);
        domain.member(other, clerk, "clerk");
        stands(clerk, "ACTIVE");

        domain.lock(clerk, "ADMINISTRATOR");
        stands(clerk, "LOCKED");
        domain.lock(clerk, "WRONG_PASSWORDS");
        stands(clerk, "LOCKED");
        domain.unlock(clerk);
        stands(clerk, "DEACTIVATED");
        assertEquals(Map.of(clerk.id(), "DEACTIVATED"), rows(other, "&status=DEACTIVATED"));

        Account here = clerk(organization);
        domain.member(other, here, "clerk");
        domain.lockMember(organization, here);
        stands(here, "LOCKED");
        assertEquals("ACTIVE", rows(other, "&status=ACTIVE").get(here.id()));
        domain.unlockMember(organization, here);
        stands(here, "ACTIVE");

        // a lock that was there before the membership
        Account late = portal.account(realm);
        domain.lock(late, "OPERATOR");
        domain.member(organization, late, "clerk");
        stands(late, "LOCKED");
    }

    @Test
    @DisplayName("A-1 A-12 a filter by status follows who is disabled in Keycloak, and whoever is with an organization")
    void disabled() {
        Account clerk = clerk(organization);
        Account witness = clerk(organization);
        enable(clerk, false);
        stands(clerk, "LOCKED");
        enable(clerk, true);
        stands(clerk, "ACTIVE");
        enable(clerk, false);

        // the whole organization, and back
        domain.lock(administrator, "OPERATOR");
        Await.until(
                "the cascade has come to Keycloak",
                () -> !user(witness).toRepresentation().isEnabled());
        expected.keySet().forEach(account -> expected.put(account, "LOCKED"));
        agree();
        domain.unlock(administrator);
        Await.until(
                "the clerks are enabled again",
                () -> user(witness).toRepresentation().isEnabled());
        expected.keySet().forEach(account -> expected.put(account, "ACTIVE"));
        // whom the operator has disabled is locked by the operator, which the cascade does not undo
        stands(clerk, "LOCKED");

        Account disabled = portal.account(realm, user -> user.setEnabled(false));
        domain.member(organization, disabled, "clerk");
        stands(disabled, "LOCKED");

        // whose locks are the portal's from the cascade on, and go with it
        domain.lock(administrator, "OPERATOR");
        Await.until(
                "the cascade has come to Keycloak again",
                () -> !user(witness).toRepresentation().isEnabled());
        domain.unlock(administrator);
        Await.until(
                "all are enabled again",
                () -> user(witness).toRepresentation().isEnabled()
                        && user(disabled).toRepresentation().isEnabled());
        stands(disabled, "ACTIVE");
    }

    @Test
    @DisplayName("A-1 a filter by status finds what two changes of an account at the same moment leave")
    void atOnce() {
        Account clerk = clerk(organization);
        for (int round = 0; round < Campaign.of(200); round++) {
            both(() -> removePassword(clerk), () -> domain.lock(clerk, "ADMINISTRATOR"));
            stands(clerk, "LOCKED");
            both(() -> setPassword(clerk), () -> domain.unlock(clerk));
            stands(clerk, "ACTIVE");
        }
    }

    private static void both(Runnable one, Runnable other) {
        CompletableFuture<Void> begun = CompletableFuture.runAsync(one);
        other.run();
        begun.join();
    }

    @Test
    @DisplayName(
            "A-1 O-4 a filter by status follows passwords: chosen by the person, set and deleted in Keycloak, and deactivated")
    void passwords() {
        Report report = Operator.of(portal, realm)
                .run(
                        ("{\"organizations\":[{\"memberNumber\":\"S-1\",\"name\":\"Betrieb\",\"kind\":\"employer\",\"units\":[],"
                                        + "\"restrictions\":[],\"mailboxes\":[],\"accounts\":[%s,%s]}]}")
                                .formatted(row("s-1", "principal-administrator"), row("s-2", "clerk")));
        assertEquals("CREATED", report.fate("/organizations/0/accounts/1"), report.body());
        String imported = portal.realm(realm)
                .organizations()
                .search("Betrieb", true, 0, 1)
                .get(0)
                .getId();
        assertEquals(Set.of("PENDING"), Set.copyOf(rows(imported, "").values()));
        assertEquals(rows(imported, ""), rows(imported, "&status=PENDING"));

        Account clerk = portal.account(realm, user -> user.setCredentials(List.of()));
        domain.member(organization, clerk, "clerk");
        stands(clerk, "PENDING");
        OneTimePasswordCalls oneTimePasswords =
                new OneTimePasswordCalls(portal.server().url());
        choose(clerk, oneTimePasswords.set(clerk), 1);
        stands(clerk, "ACTIVE");

        removePassword(clerk);
        stands(clerk, "PENDING");
        setPassword(clerk);
        stands(clerk, "ACTIVE");

        enterWrong(clerk, LIMIT);
        stands(clerk, "DEACTIVATED");
        choose(clerk, oneTimePasswords.show(clerk), 2);
        stands(clerk, "ACTIVE");
    }

    @Test
    @DisplayName("A-1 C-2 a filter by status follows Keycloak's own permanent lockout")
    void lockedOut() {
        Account clerk = clerk(organization);
        Account disabled = portal.account(realm, user -> user.setEnabled(false));
        domain.member(organization, disabled, "clerk");
        stands(disabled, "LOCKED");
        RealmRepresentation before = portal.realm(realm).toRepresentation();
        RealmRepresentation settings = portal.realm(realm).toRepresentation();
        settings.setBruteForceProtected(true);
        settings.setPermanentLockout(true);
        settings.setFailureFactor(1);
        settings.setQuickLoginCheckMilliSeconds(0L);
        portal.realm(realm).update(settings);
        try {
            enterWrong(clerk, 1);
            Await.until(
                    "Keycloak has disabled the account",
                    () -> !user(clerk).toRepresentation().isEnabled());
            enterWrong(disabled, 1);
            Await.until(
                    "Keycloak says why the other one stays disabled",
                    () -> "DEACTIVATED".equals(rows(organization, "").get(disabled.id())));
        } finally {
            portal.realm(realm).update(before);
        }
        expected.put(disabled, "DEACTIVATED");
        stands(clerk, "DEACTIVATED");
        enable(clerk, true);
        stands(clerk, "ACTIVE");
    }

    private String organization(Account principal) {
        String made = domain.organization();
        domain.member(made, principal, "principal-administrator");
        return made;
    }

    private Account clerk(String place) {
        Account account = portal.account(realm);
        domain.member(place, account, "clerk");
        stands(account, "ACTIVE");
        return account;
    }

    private UserResource user(Account account) {
        return portal.realm(realm).users().get(account.id());
    }

    /** Over Keycloak's own admin API, which knows nothing of the portal. */
    private void enable(Account account, boolean enabled) {
        UserRepresentation changed = user(account).toRepresentation();
        changed.setEnabled(enabled);
        user(account).update(changed);
    }

    private void removePassword(Account account) {
        user(account).credentials().stream()
                .filter(credential -> credential.getType().equals(CredentialRepresentation.PASSWORD))
                .forEach(credential -> user(account).removeCredential(credential.getId()));
    }

    private void setPassword(Account account) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setTemporary(false);
        password.setValue(Portal.PASSWORD);
        user(account).resetPassword(password);
    }

    private Tab open(Account account, String password) {
        return portal.browser().open(realm).password(account.loginName(), password);
    }

    private void enterWrong(Account account, int times) {
        for (int n = 0; n < times; n++) {
            open(account, "falsch-" + n);
        }
    }

    private void choose(Account account, String oneTimePassword, int tan) {
        Tab tab = open(account, oneTimePassword).tan(portal.mails().tan(account.address(), tan));
        tab = tab.submit(Map.of("password-new", OWN + tan, "password-confirm", OWN + tan));
        assertTrue(tab.loggedIn(), tab.text());
    }

    private static String row(String loginName, String role) {
        return "{\"loginName\":\"%1$s\",\"email\":\"%1$s@firma.example\",\"firstName\":\"Kim\",\"lastName\":\"Beispiel\",\"role\":\"%2$s\"}"
                .formatted(loginName, role);
    }

    private void stands(Account account, String status) {
        expected.put(account, status);
        agree();
    }

    /** Of all accounts so far, also of those that were not touched this time. */
    private void agree() {
        Map<String, String> statuses = expected.entrySet().stream()
                .collect(Collectors.toMap(row -> row.getKey().id(), Map.Entry::getValue));
        assertEquals(new TreeMap<>(statuses), new TreeMap<>(rows(organization, "")));
        for (String status : List.of("ACTIVE", "PENDING", "LOCKED", "DEACTIVATED")) {
            Map<String, String> found = new TreeMap<>(statuses);
            found.values().removeIf(other -> !other.equals(status));
            assertEquals(found, new TreeMap<>(rows(organization, "&status=" + status)), status);
        }
        assertEquals(
                new TreeSet<>(statuses.values()).stream().toList(),
                rows(organization, "&sort=status").values().stream().distinct().toList());
    }

    /** Shown statuses by account, in the order of the list. */
    private Map<String, String> rows(String place, String query) {
        JsonNode list = caller.get("/organizations/" + place + "/accounts?max=100" + query)
                .expect(200)
                .json();
        Map<String, String> rows = new LinkedHashMap<>();
        StreamSupport.stream(list.path("items").spliterator(), false)
                .forEach(row ->
                        rows.put(row.path("id").asText(), row.path("status").asText()));
        assertEquals(list.path("total").asInt(), rows.size());
        return rows;
    }
}
