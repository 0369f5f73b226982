package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.Portal.Account;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What locks look like in Keycloak is compared every minute, and mended. Behind the server's back, on PostgreSQL. */
class ShadowIT {
    private static final String REALM = "benefits-portal";
    /** A minute after the last comparison, and it takes its time where many realms are compared on a busy machine. */
    private static final Duration COMPARED = Duration.ofSeconds(180);

    private final Portal portal = Portal.onPostgres();
    private final Domain domain = portal.domain(REALM);

    @Test
    @DisplayName("A-11 lost writes, a task that nobody did, an account that we did not disable: right after a minute")
    void mends() {
        String organization = domain.organization();
        domain.member(organization, portal.account(REALM), "administrator");
        Account enabledByALostWrite = clerk(organization);
        Account disabledByALostWrite = clerk(organization);
        Account lockedByACrash = clerk(organization);
        Account disabledBySomebodyElse = portal.account(REALM);
        String leaderless = domain.organization();
        domain.member(leaderless, disabledBySomebodyElse, "administrator");
        Account itsClerk = clerk(leaderless);
        domain.lock(enabledByALostWrite, "OPERATOR");
        domain.lock(disabledByALostWrite, "OPERATOR");
        shows(enabledByALostWrite, false);
        shows(disabledByALostWrite, false);
        domain.unlock(disabledByALostWrite);
        shows(disabledByALostWrite, true);

        run("update USER_ENTITY set ENABLED = true where ID = ?", enabledByALostWrite);
        run("update USER_ENTITY set ENABLED = false where ID = ?", disabledByALostWrite);
        run("update USER_ENTITY set ENABLED = false where ID = ?", disabledBySomebodyElse);
        lockAsANodeThatDied(lockedByACrash);

        assertFalse(domain.state(enabledByALostWrite).granted());
        assertFalse(domain.state(lockedByACrash).granted());
        Await.until(
                "all is as the locks say",
                COMPARED,
                () -> !enabled(enabledByALostWrite) && enabled(disabledByALostWrite) && !enabled(lockedByACrash));
        assertFalse(enabled(disabledBySomebodyElse));
        Await.until(
                "its organization has no administrator",
                COMPARED,
                () -> !domain.state(itsClerk).granted());
        assertEquals("LAST_ADMINISTRATOR", domain.state(itsClerk).cause());
        tasksAreDone("TARGET_ID", lockedByACrash.id());
    }

    @Test
    @DisplayName("A-12 an account that Keycloak has locked out for good stays so when our lock goes")
    void keepsTheLockout() {
        String organization = domain.organization();
        domain.member(organization, portal.account(REALM), "administrator");
        Account clerk = clerk(organization);
        run("update USER_ENTITY set ENABLED = false where ID = ?", clerk);
        run(
                "insert into USER_ATTRIBUTE (ID, USER_ID, NAME, VALUE) values ('" + UUID.randomUUID()
                        + "', ?, 'disabledReason', 'permanentLockout')",
                clerk);

        domain.lock(clerk, "OPERATOR");
        domain.unlock(clerk);

        assertTrue(domain.state(clerk).granted());
        tasksAreDone("TARGET_ID", clerk.id());
        assertFalse(enabled(clerk));
    }

    @Test
    @DisplayName("Z-5 what belongs to an account, an organization or a realm goes with it, but for the log")
    void goesWithIt() {
        String organization = domain.organization();
        Account administrator = portal.account(REALM);
        domain.member(organization, administrator, "administrator");
        Account clerk = clerk(organization);
        String unit = domain.unit(organization, "U-1", "organization", "");
        domain.grant(organization, clerk, Map.of(unit, Set.of("own-mailbox")));
        domain.assign(organization, clerk, Set.of("financing"));
        domain.lock(clerk, "OPERATOR");
        shows(clerk, false);
        tasksAreDone("TARGET_ID", clerk.id());

        portal.realm(REALM).users().get(clerk.id()).remove();
        assertEquals(0, number("select count(*) from PORTAL_MEMBERSHIP where USER_ID = ?", clerk.id()));
        assertEquals(0, number("select count(*) from PORTAL_LOCK where TARGET_ID = ?", clerk.id()));
        assertEquals(0, number("select count(*) from PORTAL_SHADOW where USER_ID = ?", clerk.id()));
        assertEquals(0, number("select count(*) from PORTAL_GRANT where UNIT_ID = ?", unit));

        portal.realm(REALM).organizations().get(organization).delete().close();
        assertEquals(0, number("select count(*) from PORTAL_ORGANIZATION where ID = ?", organization));
        assertEquals(0, number("select count(*) from PORTAL_UNIT where ORGANIZATION_ID = ?", organization));
        assertEquals(0, number("select count(*) from PORTAL_MAILBOX where ORGANIZATION_ID = ?", organization));
        assertEquals(0, number("select count(*) from PORTAL_MEMBERSHIP where ORGANIZATION_ID = ?", organization));
        assertEquals(0, number("select count(*) from PORTAL_LOCK where TARGET_ID = ?", organization));
        assertTrue(number("select count(*) from PORTAL_CHANGE where CHAIN_ID = ?", organization) > 5);

        String realm = portal.unprotectedRealm();
        String realmId = portal.realm(realm).toRepresentation().getId();
        Domain other = portal.domain(realm);
        String its = other.organization();
        other.member(its, portal.account(realm), "clerk");
        tasksAreDone("REALM_ID", realmId);
        portal.realm(realm).remove();
        for (String table : List.of(
                "PORTAL_ORGANIZATION",
                "PORTAL_MEMBERSHIP",
                "PORTAL_LOCK",
                "PORTAL_SHADOW",
                "PORTAL_SHADOW_TASK",
                "PORTAL_CHANGE",
                "PORTAL_CHANGE_CHAIN")) {
            assertEquals(0, number("select count(*) from " + table + " where REALM_ID = ?", realmId), table);
        }
    }

    /** They are deleted a moment after what they ask for. */
    private void tasksAreDone(String column, String id) {
        Await.until(
                "the tasks are done",
                () -> number("select count(*) from PORTAL_SHADOW_TASK where " + column + " = ?", id) == 0);
    }

    private Account clerk(String organization) {
        Account clerk = portal.account(REALM);
        domain.member(organization, clerk, "clerk");
        return clerk;
    }

    private void lockAsANodeThatDied(Account account) {
        String now = Long.toString(System.currentTimeMillis());
        run(
                "insert into PORTAL_LOCK (ID, REALM_ID, SCOPE, TARGET_ID, CAUSE, REASON, LOCKED_BY, LOCKED_AT) select '"
                        + UUID.randomUUID() + "', REALM_ID, 'USER', ID, 'OPERATOR', '', 'somebody', " + now
                        + " from USER_ENTITY where ID = ?",
                account);
        run(
                "insert into PORTAL_SHADOW_TASK (ID, REALM_ID, TARGET, TARGET_ID, CREATED_AT) select '"
                        + UUID.randomUUID() + "', REALM_ID, 'ACCOUNT', ID, " + now + " from USER_ENTITY where ID = ?",
                account);
    }

    private void shows(Account account, boolean enabled) {
        Await.until("Keycloak shows enabled=" + enabled, () -> enabled(account) == enabled);
    }

    private boolean enabled(Account account) {
        return number("select count(*) from USER_ENTITY where ENABLED and ID = ?", account.id()) == 1;
    }

    private void run(String sql, Account account) {
        try (Connection connection = portal.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, account.id());
            assertEquals(1, statement.executeUpdate());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int number(String sql, String parameter) {
        try (Connection connection = portal.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
