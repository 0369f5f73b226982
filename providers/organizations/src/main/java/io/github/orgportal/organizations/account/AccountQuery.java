package io.github.orgportal.organizations.account;

import io.github.orgportal.organizations.access.Role;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which accounts of an organization to list. All conditions hold together; an empty set asks for nothing.
 *
 * @param search words, each of which stands in the name, the login name or the address; at most {@value #WORDS} count
 * @param name the last or the first name begins so, or both, in any order
 * @param loginName stands in the login name
 * @param email stands in the address
 * @param roles one of these
 * @param statuses one of these
 * @param access whether the account can log in now
 * @param unitId it has a right on this unit, or is bound to it among others
 * @param mailbox it is assigned to the group mailbox of this type
 * @param order by what the list is sorted; the id of the membership decides between equal ones, so that pages never overlap
 * @param first how many to leave out
 * @param max how many to give, 1 to {@value #MOST}
 */
public record AccountQuery(
        String search,
        String name,
        String loginName,
        String email,
        Set<Role> roles,
        Set<Status> statuses,
        Optional<Boolean> access,
        Optional<String> unitId,
        Optional<String> mailbox,
        Order order,
        int first,
        int max) {
    /** Items that a page can have. */
    public static final int MOST = 100;

    /** Words that count. */
    static final int WORDS = 5;

    /** Copies the sets. */
    public AccountQuery {
        roles = Set.copyOf(roles);
        statuses = Set.copyOf(statuses);
    }

    /** All accounts of an organization, a page of them. */
    public static AccountQuery all(int first, int max) {
        return new AccountQuery(
                "",
                "",
                "",
                "",
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Order(Column.NAME, false),
                first,
                max);
    }

    /** Those who use a right on a unit, by name, a page of them; administrators use none, they pass theirs on. */
    public static AccountQuery atUnit(String unitId, int first, int max) {
        return new AccountQuery(
                "",
                "",
                "",
                "",
                Set.of(Role.CLERK, Role.DATA_CENTRE_USER),
                Set.of(),
                Optional.empty(),
                Optional.of(unitId),
                Optional.empty(),
                new Order(Column.NAME, false),
                first,
                max);
    }

    /** Those of one of these roles, by name, the first {@value #MOST} of them. */
    public static AccountQuery ofRoles(Collection<Role> roles) {
        return new AccountQuery(
                "",
                "",
                "",
                "",
                Set.copyOf(roles),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Order(Column.NAME, false),
                0,
                MOST);
    }

    /** Whether the status decides where an account is listed. */
    boolean isSortedByStatus() {
        return order.column() == Column.STATUS || order.column() == Column.ACCESS;
    }

    /** Whether few accounts are likely to be found, or each takes a look into other tables. */
    boolean isNarrow() {
        return unitId.isPresent()
                || mailbox.isPresent()
                || Stream.of(search, name, loginName, email).anyMatch(text -> !text.isBlank());
    }

    /** By what a list can be sorted. */
    public enum Column {
        /** Last name, then first name. */
        NAME("name", "f.LAST_KEY, f.FIRST_KEY"),
        /** Login name. */
        LOGIN_NAME("loginName", "f.LOGIN_KEY"),
        /** Address. */
        EMAIL("email", "f.EMAIL_KEY"),
        /** Role, by its name. */
        ROLE("role", "f.ROLE"),
        /** Status, by its name. */
        STATUS("status", "f.STATUS_KEY"),
        /** Whether it can log in now. */
        ACCESS("access", "case when f.STATUS_KEY in ('PENDING','ACTIVE') then 0 else 1 end"),
        /** Since when it belongs to the organization. */
        MEMBER_SINCE("memberSince", "f.CREATED_AT");

        private final String text;
        /** With commas between them. */
        private final String expressions;

        Column(String text, String expressions) {
            this.text = text;
            this.expressions = expressions;
        }

        /** The column as requests write it. */
        public String text() {
            return text;
        }

        String expressions() {
            return expressions;
        }
    }

    /**
     * How a list is sorted.
     *
     * @param column by what
     * @param descending the last one first
     */
    public record Order(Column column, boolean descending) {
        Order reversed() {
            return new Order(column, !descending);
        }
    }
}
