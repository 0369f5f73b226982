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
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        "PRINCIPAL_ADMINISTRATOR, true, SEE_ORGANIZATION SEE_ACCOUNTS MANAGE_CLERKS MANAGE_ADMINISTRATORS LEAVE HAND_OVER_PASSWORDS MANAGE_MAILBOXES SEE_CHANGES",
        "ADMINISTRATOR, true, SEE_ORGANIZATION SEE_ACCOUNTS MANAGE_CLERKS LEAVE HAND_OVER_PASSWORDS MANAGE_MAILBOXES",
        "ADMINISTRATOR, false, SEE_ORGANIZATION SEE_ACCOUNTS MANAGE_CLERKS MANAGE_ADMINISTRATORS LEAVE HAND_OVER_PASSWORDS MANAGE_MAILBOXES SEE_CHANGES",
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
                false);

        assertEquals("", allowed(permissions));
        assertFalse(permissions.isOperator());
        assertFalse(permissions.isMailService());
    }

    private static Permissions permissions(Optional<Role> role, boolean operator, boolean tiers) {
        List<Membership> memberships =
                role.map(is -> new Membership("m", HOME, is, true)).stream().toList();
        return new Permissions(ACCOUNT, new AccessDecision.Granted(memberships), operator, false, tiers);
    }

    private static String allowed(Permissions permissions) {
        return Arrays.stream(Deed.values())
                .filter(deed -> permissions.may(deed, HOME) == Answer.YES)
                .map(Deed::name)
                .collect(Collectors.joining(" "));
    }
}
