package io.github.orgportal.organizations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.organizations.Permissions.Answer;
import io.github.orgportal.organizations.access.AccessDecision;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.grant.Ceiling;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.UserModel;

/** Who may do what, as a table. */
class PermissionsTest {
    private static final String HOME = "home";
    private static final UserModel ACCOUNT = (UserModel) Proxy.newProxyInstance(
            PermissionsTest.class.getClassLoader(), new Class<?>[] {UserModel.class}, (proxy, method, values) -> "me");

    @ParameterizedTest(name = "A-17 {0}, tiers {1}: {2}")
    @CsvSource({
        "PRINCIPAL_ADMINISTRATOR, true, SEE_ORGANIZATION SEE_ACCOUNTS MANAGE_CLERKS SEND_PASSWORD_LINKS MANAGE_ADMINISTRATORS LEAVE HAND_OVER_PASSWORDS MANAGE_MAILBOXES SEE_CHANGES",
        "ADMINISTRATOR, true, SEE_ORGANIZATION SEE_ACCOUNTS MANAGE_CLERKS SEND_PASSWORD_LINKS LEAVE HAND_OVER_PASSWORDS MANAGE_MAILBOXES",
        "ADMINISTRATOR, false, SEE_ORGANIZATION SEE_ACCOUNTS MANAGE_CLERKS SEND_PASSWORD_LINKS MANAGE_ADMINISTRATORS LEAVE HAND_OVER_PASSWORDS MANAGE_MAILBOXES SEE_CHANGES",
        "CLERK, false, ''",
        "DATA_CENTRE_USER, true, ''",
    })
    void members(Role role, boolean tiers, String deeds) {
        Permissions permissions = permissions(Optional.of(role), false, tiers);

        assertEquals(deeds, allowed(permissions));
        for (Deed deed : Deed.values()) {
            assertEquals(Answer.UNKNOWN_ORGANIZATION, permissions.may(deed, "elsewhere"), deed::name);
        }
    }

    @Test
    @DisplayName("O-2 the operator may do everything, everywhere, but see the passwords that administrators hand over")
    void operator() {
        Permissions permissions = permissions(Optional.empty(), true, true);

        assertEquals(
                Arrays.stream(Deed.values())
                        .filter(deed -> deed != Deed.HAND_OVER_PASSWORDS)
                        .map(Deed::name)
                        .collect(Collectors.joining(" ")),
                allowed(permissions));
        assertEquals(Answer.NO, permissions.may(Deed.HAND_OVER_PASSWORDS, HOME));
    }

    @Test
    @DisplayName("A-14 A-17 an ordinary administrator manages clerks and itself, a principal one the others too")
    void manages() {
        Permissions ordinary = permissions(Optional.of(Role.ADMINISTRATOR), false, true);
        Permissions principal = permissions(Optional.of(Role.PRINCIPAL_ADMINISTRATOR), false, true);

        assertTrue(ordinary.mayManage(HOME, "other", Role.CLERK));
        assertTrue(ordinary.mayManage(HOME, "me", Role.ADMINISTRATOR));
        assertFalse(ordinary.mayManage(HOME, "other", Role.ADMINISTRATOR));
        assertTrue(principal.mayManage(HOME, "other", Role.ADMINISTRATOR));
        assertFalse(principal.mayManage("elsewhere", "other", Role.CLERK));
    }

    @Test
    @DisplayName("L-6 a locked account may do nothing, whatever it is")
    void locked() {
        Permissions permissions = new Permissions(
                ACCOUNT,
                new AccessDecision.Refused(LockScope.USER, LockCause.OPERATOR, "", Optional.empty()),
                true,
                true,
                false,
                (account, organization) -> Ceiling.NONE);

        assertEquals("", allowed(permissions));
        assertFalse(permissions.isOperator());
        assertFalse(permissions.isMailService());
    }

    @ParameterizedTest(name = "A-16 A-17 an administrator who holds {0} manages one who holds {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "everything|everything|true",
                "everything|u1:a|true",
                "u1:a b|everything|false",
                "u1:a b|u1:a|true",
                "u1:a b|u1:a b c|false",
                "u1:a b|u2:a|false",
                "u1:a b|nothing|true",
                "nothing|u1:a|false",
            })
    void managesAdministratorsBelow(String own, String others, boolean may) {
        Permissions permissions = permissions(
                Optional.of(Role.ADMINISTRATOR), false, false, Map.of("me", ceiling(own), "other", ceiling(others)));

        assertEquals(may, permissions.mayManage(HOME, "other", Role.ADMINISTRATOR));
        assertEquals(may, permissions.mayBind(HOME, "other", Role.ADMINISTRATOR));
        assertFalse(permissions.mayBind(HOME, "me", Role.ADMINISTRATOR));
        assertFalse(permissions.mayBind(HOME, "other", Role.PRINCIPAL_ADMINISTRATOR));
        assertFalse(permissions.mayBind(HOME, "other", Role.CLERK));
        assertTrue(permissions.mayManage(HOME, "me", Role.ADMINISTRATOR));
        assertTrue(permissions.mayManage(HOME, "clerk", Role.CLERK));
    }

    @Test
    @DisplayName("A-16 the change log is of the whole organization: not for who is bound to units")
    void bound() {
        Permissions permissions =
                permissions(Optional.of(Role.ADMINISTRATOR), false, false, Map.of("me", ceiling("u1:a")));

        assertEquals(
                "SEE_ORGANIZATION SEE_ACCOUNTS MANAGE_CLERKS SEND_PASSWORD_LINKS MANAGE_ADMINISTRATORS LEAVE HAND_OVER_PASSWORDS MANAGE_MAILBOXES",
                allowed(permissions));
    }

    @Test
    @DisplayName(
            "A-17 the operator and administrators who are not bound hold everything, a clerk and a stranger nothing")
    void ceilings() {
        assertEquals(Ceiling.NONE, permissions(Optional.empty(), true, true).ceiling(HOME));
        assertEquals(
                Ceiling.NONE,
                permissions(Optional.of(Role.PRINCIPAL_ADMINISTRATOR), false, true)
                        .ceiling(HOME));
        assertEquals(
                Ceiling.NOTHING_HELD,
                permissions(Optional.of(Role.CLERK), false, true).ceiling(HOME));
        assertEquals(
                Ceiling.NOTHING_HELD,
                permissions(Optional.of(Role.ADMINISTRATOR), false, true).ceiling("elsewhere"));
    }

    private static Ceiling ceiling(String held) {
        return switch (held) {
            case "everything" -> Ceiling.NONE;
            case "nothing" -> Ceiling.NOTHING_HELD;
            default ->
                new Ceiling(
                        Optional.of("m"),
                        Map.of(held.split(":", 2)[0], Set.of(held.split(":", 2)[1].split(" "))),
                        Set.of());
        };
    }

    private static Permissions permissions(Optional<Role> role, boolean operator, boolean tiers) {
        return permissions(role, operator, tiers, Map.of());
    }

    private static Permissions permissions(
            Optional<Role> role, boolean operator, boolean tiers, Map<String, Ceiling> ceilings) {
        List<Membership> memberships =
                role.map(is -> new Membership("m", HOME, is, true)).stream().toList();
        return new Permissions(
                ACCOUNT,
                new AccessDecision.Granted(memberships),
                operator,
                false,
                tiers,
                (account, organization) -> ceilings.getOrDefault(account, Ceiling.NONE));
    }

    private static String allowed(Permissions permissions) {
        return Arrays.stream(Deed.values())
                .filter(deed -> permissions.may(deed, HOME) == Answer.YES)
                .map(Deed::name)
                .collect(Collectors.joining(" "));
    }
}
