package io.github.orgportal.administration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.orgportal.organizations.account.ListedAccount;
import java.util.List;
import java.util.Optional;

/**
 * An account of an organization with all that an administrator sees of it.
 *
 * @param account as the list shows it
 * @param grants its rights at the units that the caller reaches; of an administrator, what it can pass on
 * @param locks those that bear or bore on it here, the latest first
 * @param blockedUntil its own wrong passwords keep it out until then, milliseconds since 1970 UTC; nobody can end that early
 * @param may what the caller may do to it now: "edit", "grant", "bind" (say what an administrator can pass on), "lock", "unlock",
 *     "one-time-password", "password-link", "user-id-link"
 * @param tag for {@code If-Match}
 */
public record AccountDetail(
        AccountRow account,
        List<UnitGrant> grants,
        List<LockView> locks,
        Optional<Long> blockedUntil,
        List<String> may,
        @JsonIgnore String tag) {
    /** Copies the lists. */
    public AccountDetail {
        grants = List.copyOf(grants);
        locks = List.copyOf(locks);
        may = List.copyOf(may);
    }

    /**
     * An account of an organization. It carries no password and nothing of other organizations.
     *
     * @param id of the account
     * @param loginName login name
     * @param firstName first name
     * @param lastName last name
     * @param email address
     * @param phone telephone number; empty if none
     * @param role such as {@code clerk}
     * @param status {@code PENDING}, {@code ACTIVE}, {@code LOCKED} or {@code DEACTIVATED}
     * @param access {@code ACTIVE} if it can log in now, else {@code INACTIVE}
     * @param units on how many units it has a right
     * @param mailboxes types of its group mailboxes
     * @param memberSince milliseconds since 1970 UTC
     * @param bound an administrator who holds only its rights and mailboxes, and reaches only those units; else the whole organization
     */
    public record AccountRow(
            String id,
            String loginName,
            String firstName,
            String lastName,
            String email,
            String phone,
            String role,
            String status,
            String access,
            int units,
            List<String> mailboxes,
            long memberSince,
            boolean bound) {
        /** Copies the list. */
        public AccountRow {
            mailboxes = List.copyOf(mailboxes);
        }

        static AccountRow of(ListedAccount account) {
            return new AccountRow(
                    account.id(),
                    account.loginName(),
                    account.firstName(),
                    account.lastName(),
                    account.email(),
                    account.phone(),
                    account.role().text(),
                    account.status().name(),
                    account.status().hasAccess() ? "ACTIVE" : "INACTIVE",
                    account.units(),
                    account.mailboxes(),
                    account.memberSince(),
                    account.bound());
        }
    }

    /**
     * A lock. Times are milliseconds since 1970 UTC.
     *
     * @param scope {@code USER}, {@code MEMBERSHIP} or {@code ORGANIZATION}
     * @param cause {@code ADMINISTRATOR}, {@code OPERATOR}, {@code LAST_ADMINISTRATOR} or {@code WRONG_PASSWORDS}
     * @param reason what the one who locked wrote; may be empty
     * @param by login name of who locked, if it is an account of this organization
     * @param at when
     * @param liftedBy login name of who lifted it, if it is an account of this organization
     * @param liftedAt when; missing while the lock holds
     */
    public record LockView(
            String scope,
            String cause,
            String reason,
            Optional<String> by,
            long at,
            Optional<String> liftedBy,
            Optional<Long> liftedAt) {}
}
