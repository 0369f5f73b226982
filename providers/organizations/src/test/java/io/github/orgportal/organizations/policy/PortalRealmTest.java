package io.github.orgportal.organizations.policy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.support.InvalidOptionException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;

final class PortalRealmTest {
    private static final String REALM_ID = "realm-id";
    private static final Map<String, PortalComponentFactory> FACTORIES = Map.of(
            "portal-policy", new PortalPolicyFactory(),
            "portal-right", new RightFactory(),
            "portal-unit-type", new UnitTypeFactory(),
            "portal-mailbox-type", new MailboxTypeFactory());
    private static final KeycloakSession SESSION = stub(KeycloakSession.class, Map.of());

    private final List<ComponentModel> components = new ArrayList<>();
    private final RealmModel realm = stub(
            RealmModel.class,
            Map.of(
                    "getId", () -> REALM_ID,
                    "getName", () -> "test-portal",
                    "getComponentsStream", components::stream));

    private interface Answer {
        Object give();
    }

    private static <T> T stub(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> Optional.ofNullable(answers.get(method.getName()))
                        .orElseThrow(() -> new UnsupportedOperationException(method.getName()))
                        .give()));
    }

    private ComponentModel add(String kind, String name, Map<String, List<String>> config) {
        ComponentModel component = component(kind, name, config);
        components.add(component);
        return component;
    }

    private static ComponentModel component(String kind, String name, Map<String, List<String>> config) {
        ComponentModel component = new ComponentModel();
        component.setId(kind + "/" + name + "/" + config.hashCode());
        component.setName(name);
        component.setParentId(REALM_ID);
        component.setProviderType("io.github.orgportal.organizations.policy.PortalComponent");
        component.setProviderId(kind);
        MultivaluedHashMap<String, String> values = new MultivaluedHashMap<>();
        values.putAll(config);
        component.setConfig(values);
        return component;
    }

    private static PortalComponentFactory factory(ComponentModel component) {
        return FACTORIES.get(component.getProviderId());
    }

    private ComponentModel addPolicy() {
        return add("portal-policy", "policy", Map.of());
    }

    @Test
    @DisplayName("A realm without our components has no policy and an empty catalogue")
    void notAPortal() {
        ComponentModel other = addPolicy();
        other.setProviderType("org.keycloak.keys.KeyProvider");
        assertEquals(Optional.empty(), PortalPolicy.of(realm));
        assertEquals(List.of(), Catalogue.of(realm).rights());
    }

    @Test
    @DisplayName("Section 2: a policy without settings has the defaults")
    void defaults() {
        addPolicy();
        PortalPolicy policy = PortalPolicy.of(realm).orElseThrow();
        assertAll(
                () -> assertTrue(policy.administratorLockFinal()),
                () -> assertFalse(policy.tiers()),
                () -> assertFalse(policy.mailboxRequired()),
                () -> assertEquals(200, policy.tokenEntries()),
                () -> assertEquals(Duration.ofDays(365), policy.registration().keptDecided()),
                () -> assertTrue(policy.genericAddresses().containsAll(List.of("info", "personal", "post", "kontakt"))),
                () -> assertEquals(List.of("account-console"), policy.tokenClients()));
    }

    @Test
    @DisplayName("Everything that is set is read")
    void everything() throws InvalidOptionException {
        add(
                "portal-policy",
                "policy",
                Map.ofEntries(
                        Map.entry("administratorLockFinal", List.of("false")),
                        Map.entry("tiers", List.of("true")),
                        Map.entry("mailboxRequired", List.of("true")),
                        Map.entry("tokenEntries", List.of(" 2000 ")),
                        Map.entry("genericAddresses", List.of("tor", "", "halle")),
                        Map.entry("tokenClients", List.of("a", "b", "a")),
                        Map.entry("loginNames", List.of("E_MAIL", "CHOSEN")),
                        Map.entry("roleChoice", List.of("true")),
                        Map.entry("administratorIds", List.of("X-{digits:12}")),
                        Map.entry("userIds", List.of("S-{organization}{digits:8}")),
                        Map.entry("registration", List.of("DATA_CENTRE_USER", "ADMINISTRATOR")),
                        Map.entry("fourEyes", List.of("true")),
                        Map.entry("confirmationHours", List.of("24")),
                        Map.entry("decidedApplicationDays", List.of("90")),
                        Map.entry("registrationsPerNetwork", List.of("300")),
                        Map.entry("registrationsPerAddress", List.of("2"))));
        add("portal-unit-type", "contract", Map.of("position", List.of("3")));
        add("portal-mailbox-type", "own", Map.of("kind", List.of("PERSONAL")));
        add("portal-right", "see", Map.of());
        add(
                "portal-right",
                "change",
                Map.of(
                        "requires", List.of("see"),
                        "unitTypes", List.of("contract"),
                        "needsIdentifier", List.of("true"),
                        "position", List.of("9")));

        Catalogue catalogue = Catalogue.of(realm);
        assertAll(
                () -> assertEquals(
                        Optional.of(new PortalPolicy(
                                false,
                                true,
                                true,
                                2000,
                                List.of("halle", "tor"),
                                List.of("a", "b"),
                                new LoginRules(
                                        Set.of(LoginNameKind.E_MAIL, LoginNameKind.CHOSEN),
                                        true,
                                        IdPattern.parse("administratorIds", "X-{digits:12}"),
                                        IdPattern.parse("userIds", "S-{organization}{digits:8}")),
                                PasswordPolicy.of(Map.of()),
                                new ApiRules(false, Optional.empty(), 200, 60, 5, 30_000),
                                new RegistrationRules(
                                        Set.of(Role.ADMINISTRATOR, Role.DATA_CENTRE_USER), true, 24, 90, 300, 2),
                                0)),
                        PortalPolicy.of(realm)),
                () -> assertEquals(List.of(new UnitType("contract", 3)), catalogue.unitTypes()),
                () -> assertEquals(
                        List.of(new MailboxType("own", MailboxType.Kind.PERSONAL, 0)), catalogue.mailboxTypes()),
                () -> assertEquals(
                        Optional.of(new Right("change", List.of("see"), List.of("contract"), true, 9)),
                        catalogue.right("change")));
    }

    @Test
    @DisplayName("A component without configuration, and a key without value, have the defaults")
    void nothingSet() {
        addPolicy().setConfig(null);
        add("portal-right", "see", Map.of()).getConfig().put("requires", null);
        assertEquals(200, PortalPolicy.of(realm).orElseThrow().tokenEntries());
        assertEquals(Set.of(), Catalogue.of(realm).requirementsOf("see"));
    }

    @Test
    @DisplayName("What was read is kept as long as Keycloak keeps the realm's components")
    void kept() {
        addPolicy();
        Catalogue first = Catalogue.of(realm);
        assertSame(first, Catalogue.of(realm));
        components.clear();
        addPolicy();
        assertFalse(first == Catalogue.of(realm));
    }

    @ParameterizedTest(name = "A-3 {0} belongs to nobody: {1}")
    @CsvSource({
        "info@firma.example, true",
        "INFO@firma.example, true",
        "' Personal@firma.example ', true",
        "kontakt+neu@firma.example, true",
        "info.kim@firma.example, false",
        "kim@info.example, false",
        "'\"info@x\"@firma.example', false",
        "info, true"
    })
    void genericAddresses(String address, boolean generic) {
        addPolicy();
        assertEquals(generic, PortalPolicy.of(realm).orElseThrow().isGeneric(address));
    }

    @ParameterizedTest(name = "Z-1 {0} {1}={2}: {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "portal-policy; tokenEntries; 0; tokenEntries is '0', allowed is a whole number from 1 to 2000",
                "portal-policy; tokenEntries; 2001; tokenEntries is '2001', allowed is a whole number from 1 to 2000",
                "portal-policy; tokenEntries; many; tokenEntries is 'many', allowed is a whole number from 1 to 2000",
                "portal-policy; loginNames; NAME; loginNames is 'NAME', allowed are E_MAIL, USER_ID, MEMBER_NUMBER, CHOSEN",
                "portal-policy; loginNames; CHOSEN; loginNames is 'CHOSEN', allowed is E_MAIL or USER_ID with or without others: not everybody has those",
                "portal-policy; roleChoice; maybe; roleChoice is 'maybe', allowed is true or false",
                "portal-policy; userIds; S201; userIds is 'S201', allowed are letters, digits, dots, underscores and dashes, at most once {organization}, and once {digits:1} to {digits:18}",
                "portal-policy; tiers; yes; tiers is 'yes', allowed is true or false",
                "portal-policy; tiers; true,false; tiers is 'true', 'false', allowed is a single value",
                "portal-policy; genericAddresses; info@x; genericAddresses is 'info@x', allowed are lower-case local parts of e-mail addresses, without @",
                "portal-policy; genericAddresses; Info; genericAddresses is 'Info', allowed are lower-case local parts of e-mail addresses, without @",
                "portal-policy; tokenClients; a b; tokenClients is 'a b', allowed are client ids of at most 255 characters",
                "portal-right; requires; A; requires is 'A', allowed are lower-case letters and digits, in words joined by '-', at most 64 characters",
                "portal-right; unittypes; a; unittypes is 'a', but there is no such key, allowed is one of requires, unitTypes, needsIdentifier, position",
                "portal-unit-type; position; -1; position is '-1', allowed is a whole number from 0 to 10000",
                "portal-mailbox-type; kind; OTHER; kind is 'OTHER', allowed is one of PERSONAL, GROUP",
                "portal-mailbox-type; position; 1; kind is '', allowed is one of PERSONAL, GROUP"
            })
    void wrongValues(String kind, String key, String value, String message) {
        ComponentModel wrong = component(kind, "x", Map.of(key, List.of(value.split(","))));
        ComponentValidationException refused = assertThrows(
                ComponentValidationException.class, () -> factory(wrong).validateConfiguration(SESSION, realm, wrong));
        assertEquals("Realm 'test-portal', " + kind + " 'x': " + message, refused.getMessage());
        assertThrows(ModelException.class, () -> factory(wrong).create(SESSION, wrong));
    }

    @ParameterizedTest(name = "Z-1 a right cannot be called {0}")
    @ValueSource(
            strings = {
                "",
                "A",
                "1a",
                "a_b",
                "a-",
                "-a",
                "a--b",
                "a b",
                "ä",
                "a12345678901234567890123456789012345678901234567890123456789012345"
            })
    void wrongIds(String id) {
        ComponentModel wrong = component("portal-right", id, Map.of());
        assertThrows(
                ComponentValidationException.class, () -> factory(wrong).validateConfiguration(SESSION, realm, wrong));
    }

    @ParameterizedTest(name = "A right can be called {0}")
    @ValueSource(strings = {"a", "a1", "see-2-all", "a123456789012345678901234567890123456789012345678901234567890123"})
    void rightIds(String id) {
        ComponentModel right = component("portal-right", id, Map.of());
        factory(right).validateConfiguration(SESSION, realm, right);
        assertEquals(
                new Right(id, List.of(), List.of(), false, 0), factory(right).create(SESSION, right));
    }

    @Test
    @DisplayName("Z-1 a component alone may name others that are still to come; together they must be there")
    void inAnyOrder() {
        addPolicy();
        ComponentModel change = add("portal-right", "change", Map.of("requires", List.of("see")));
        factory(change).validateConfiguration(SESSION, realm, change);
        refused(
                "portal-right 'change': requires is 'see', which does not exist, allowed is one of change",
                () -> factory(change).onCreate(SESSION, realm, change));
        ComponentModel see = add("portal-right", "see", Map.of());
        factory(see).onCreate(SESSION, realm, see);
        assertEquals(Set.of("see"), Catalogue.of(realm).requirementsOf("change"));
    }

    @Test
    @DisplayName("Z-1 two policies, or none, are refused")
    void onePolicy() {
        ComponentModel see = add("portal-right", "see", Map.of());
        refused(
                "portal-policy: the realm has 0 of them, allowed is exactly one",
                () -> factory(see).onCreate(SESSION, realm, see));
        ComponentModel policy = addPolicy();
        factory(policy).onCreate(SESSION, realm, policy);
        ComponentModel second = add("portal-policy", "second", Map.of());
        refused(
                "portal-policy: the realm has 2 of them, allowed is exactly one",
                () -> factory(second).onCreate(SESSION, realm, second));
        assertThrows(ModelException.class, () -> Catalogue.of(realm));
    }

    @Test
    @DisplayName("Z-1 a component that does not belong to the realm itself is refused")
    void otherParent() {
        addPolicy();
        ComponentModel see = add("portal-right", "see", Map.of());
        see.setParentId("other");
        refused(
                "portal-right 'see': parentId is 'other', allowed is 'realm-id', the realm itself",
                () -> factory(see).onCreate(SESSION, realm, see));
    }

    @Test
    @DisplayName("Z-1 an id never changes, because grants refer to it")
    void sameId() {
        addPolicy();
        ComponentModel before = component("portal-right", "see", Map.of());
        ComponentModel renamed = add("portal-right", "look", Map.of());
        refused(
                "portal-right 'see': name is 'look', allowed is 'see', as before",
                () -> factory(renamed).onUpdate(SESSION, realm, before, renamed));
        ComponentModel turned = component("portal-unit-type", "see", Map.of());
        refused(
                "portal-right 'see': providerId is 'portal-unit-type', allowed is 'portal-right', as before",
                () -> factory(turned).onUpdate(SESSION, realm, before, turned));
    }

    @Test
    @DisplayName("Z-1 what others need stays")
    void removal() {
        ComponentModel policy = addPolicy();
        ComponentModel see = add("portal-right", "see", Map.of());
        ComponentModel change = add("portal-right", "change", Map.of("requires", List.of("see")));
        ModelValidationException refused =
                assertThrows(ModelValidationException.class, () -> factory(see).preRemove(SESSION, realm, see));
        assertEquals(
                "Realm 'test-portal', portal-right 'change': requires is 'see', which does not exist, allowed is one of change",
                refused.getMessage());
        assertThrows(ModelValidationException.class, () -> factory(policy).preRemove(SESSION, realm, policy));

        factory(change).preRemove(SESSION, realm, change);
        components.remove(change);
        factory(see).preRemove(SESSION, realm, see);
        components.remove(see);
        factory(policy).preRemove(SESSION, realm, policy);
    }

    private static void refused(String message, Runnable change) {
        assertEquals(
                "Realm 'test-portal', " + message,
                assertThrows(ComponentValidationException.class, change::run).getMessage());
    }
}
