package io.github.orgportal.organizations.account;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.membership.NameKey;
import io.github.orgportal.organizations.policy.LoginNameKind;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.organizations.standing.AccountStanding;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Reads the accounts of an organization, past every cache. Whatever shows or asks for a status shares one expression, so that lists and
 * details never contradict each other. Which accounts a list finds is decided by what memberships remember of names and of the
 * {@linkplain AccountStanding standing}, so that it need not read all accounts of an organization. Who may read is not asked here.
 */
public final class AccountDirectory {
    /**
     * Whether an account has no access to the organization whatever it is by itself. What concerns the organization as a whole is asked
     * once for a statement, not once for a row.
     */
    private static final String HELD_BACK = """
            (exists (select 1 from PORTAL_LOCK l where l.LIFTED_AT is null and l.TARGET_ID = :organization
                     and l.CAUSE <> 'LAST_ADMINISTRATOR')
             or exists (select 1 from ORG o where o.ID = :organization and o.ENABLED = false)
             or %1$s.ROLE = 'CLERK' and exists (select 1 from PORTAL_LOCK l where l.LIFTED_AT is null
                     and l.TARGET_ID = :organization and l.CAUSE = 'LAST_ADMINISTRATOR')
             or %1$s.MEMBERSHIP in (select l.TARGET_ID from PORTAL_LOCK l where l.LIFTED_AT is null
                     and l.ORGANIZATION_ID = :organization))
            """;

    /** Whether that can be so of anybody; hardly ever is it. */
    private static final String ANYBODY_HELD_BACK = """
            (exists (select 1 from PORTAL_LOCK l where l.LIFTED_AT is null and l.TARGET_ID = :organization)
             or exists (select 1 from PORTAL_LOCK l where l.LIFTED_AT is null and l.ORGANIZATION_ID = :organization)
             or exists (select 1 from ORG o where o.ID = :organization and o.ENABLED = false))
            """;

    private static final String IN_ORGANIZATION =
            "case when " + HELD_BACK.formatted("r") + " then 'LOCKED' else %s end";

    /** The truth: what is shown, and what anything is decided by. */
    private static final String STATUS = IN_ORGANIZATION.formatted(AccountStanding.of("r", "ACCOUNT"));

    /** What memberships know by themselves: where it is enough, no account is read but those of the page. */
    private static final String MEMBER = """
            select m.ID as MEMBERSHIP, m.USER_ID as ACCOUNT, m.ROLE as ROLE, m.CREATED_AT as CREATED_AT,
                   m.LAST_NAME as LAST_KEY, m.FIRST_NAME as FIRST_KEY, m.%1$s as LOGIN_KEY, m.EMAIL as EMAIL_KEY,
                   m.STANDING as STANDING
            """;

    private static final String MEMBERS = MEMBER + """
            from PORTAL_MEMBERSHIP m where %2$s
            %3$s
            """;

    private static final String EVERYBODY = "m.ORGANIZATION_ID = :organization";

    /** Where they are sorted by the status. */
    private static final String MEMBERS_WITH_STATUS =
            "select r.*, " + IN_ORGANIZATION.formatted("r.STANDING") + " as STATUS_KEY from (" + MEMBERS + ") r";

    /** Names of Keycloak's may be missing. */
    private static final String COLUMNS = MEMBER + """
                   , m.BOUND as BOUND, u.USERNAME as USERNAME, coalesce(u.%1$s, '') as LOGIN_NAME,
                   coalesce(u.FIRST_NAME, '') as FIRST_NAME, coalesce(u.LAST_NAME, '') as LAST_NAME,
                   coalesce(u.EMAIL, '') as EMAIL, u.ENABLED as ENABLED
            """;

    private static final String FOUND = COLUMNS + """
            from PORTAL_MEMBERSHIP m join USER_ENTITY u on u.ID = m.USER_ID
            where m.ORGANIZATION_ID = :organization
            """;

    /** Who belongs to one of the viewer's units, or to none in particular, as those do who are not bound to any. */
    private static final String REACHED = """
            and (m.ID = :viewer or (m.BOUND = false and m.ROLE in ('ADMINISTRATOR', 'PRINCIPAL_ADMINISTRATOR'))
                 or not exists (select 1 from PORTAL_GRANT g where g.MEMBERSHIP_ID = m.ID)
                 or exists (select 1 from %s g where g.MEMBERSHIP_ID = m.ID))
            """;

    private static final String GRANTS = "PORTAL_GRANT";

    private static final String GIVERS = """
            and m.ROLE in (:administrators) and (m.BOUND = false or exists (select 1 from PORTAL_GRANT g
                where g.MEMBERSHIP_ID = m.ID and g.UNIT_ID = :unit and g.RIGHT_ID = :right))
            """;

    /** Those at the viewer's units. */
    private static final String REACHED_GRANTS =
            "(select g.* from PORTAL_GRANT g where g.UNIT_ID in (select v.UNIT_ID from PORTAL_GRANT v where v.MEMBERSHIP_ID = :viewer))";

    /** Behind columns: those of a page, with what was found about it. */
    private static final String OF_PAGE = """
                   , k.* from (%s) k
            join PORTAL_MEMBERSHIP m on m.ID = k.MEMBER
            join USER_ENTITY u on u.ID = m.USER_ID
            """;

    /** Counts what the conditions leave, while the page is looked for: all of it is read once, and carried along. */
    private static final String TOTAL_OF_FOUND = "count(*) over ()";

    /** Counts in the index first, so that the page is read no further than it goes: better where much is found. */
    private static final String TOTAL = "(select count(*) from (%s) f%s)";

    /** What only the rows of the page need is asked for them alone. */
    private static final String SHOWN = """
            select r.*, %s as STATUS,
                   (select count(distinct g.UNIT_ID) from %s g where g.MEMBERSHIP_ID = r.MEMBERSHIP) as UNITS,
                   (select string_agg(b.TYPE, ' ') from PORTAL_MAILBOX_MEMBER a join PORTAL_MAILBOX b on b.ID = a.MAILBOX_ID
                    where a.MEMBERSHIP_ID = r.MEMBERSHIP) as MAILBOXES,
                   (select count(*) from PORTAL_MEMBERSHIP o where o.USER_ID = r.ACCOUNT) as ORGANIZATIONS,
                   (select min(a.VALUE) from USER_ATTRIBUTE a where a.USER_ID = r.ACCOUNT and a.NAME = 'phone') as PHONE
            from (%s) r
            """;

    private static final String WITH_STATUS = "select r.*, " + STATUS + " as STATUS from (%s) r";

    /** Where people do not log in with their user id, they do so with their address. */
    private static final String BY_ID = "USERNAME";

    private static final String BY_ADDRESS = "EMAIL";

    /** From here on a page is worth a statement of its own for the total: then it can be read from the nearer end. */
    private static final int FAR = 500;

    private final EntityManager em;
    private final String login;
    /** Behind "where": which memberships can be seen at all. */
    private final String reach;

    private final String grants;
    /** The membership of who looks, if that one does not reach all. */
    private final Map<String, String> viewer;

    /** Reads in the transaction of this session, for the realm in its context. */
    public AccountDirectory(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        boolean byId = PortalPolicy.of(session.getContext().getRealm())
                .filter(policy -> !policy.login().takes(LoginNameKind.USER_ID))
                .isEmpty();
        this.login = byId ? BY_ID : BY_ADDRESS;
        this.reach = "";
        this.grants = GRANTS;
        this.viewer = Map.of();
    }

    private AccountDirectory(EntityManager em, String login, String reach, String grants, Map<String, String> viewer) {
        this.em = em;
        this.login = login;
        this.reach = reach;
        this.grants = grants;
        this.viewer = viewer;
    }

    /** As somebody sees it who is bound to what it holds: for others there are no accounts beyond its units, and no units either. */
    public AccountDirectory reachedBy(String membershipId) {
        return new AccountDirectory(
                em, login, REACHED.formatted(REACHED_GRANTS), REACHED_GRANTS, Map.of("viewer", membershipId));
    }

    /** A page, with the number of all that it is a page of. One statement; two for a page far behind or behind the last one. */
    public AccountPage page(String organizationId, AccountQuery query) {
        Conditions conditions = new Conditions(organizationId, query, grants, login);
        boolean everybody = conditions.areNone() && reach.isEmpty();
        String counted = conditions.total(members(query, conditions));
        if (everybody && query.first() >= FAR) {
            return farPage(query, conditions, counted);
        }
        List<Tuple> items = items(
                query,
                conditions,
                query.isNarrow() || !reach.isEmpty() ? TOTAL_OF_FOUND : counted,
                cut(query.order(), query.first(), query.max()));
        long total;
        if (!items.isEmpty()) {
            total = items.get(0).get("TOTAL", Number.class).longValue();
        } else if (query.first() == 0) {
            total = 0;
        } else {
            total = total(counted, conditions);
        }
        return page(total, items);
    }

    private AccountPage farPage(AccountQuery query, Conditions conditions, String counted) {
        long total = total(counted, conditions);
        int behind = Math.toIntExact(Math.max(0, total - query.first()));
        int size = Math.min(query.max(), behind);
        String cut = query.first() > behind
                ? cut(query.order().reversed(), behind - size, size)
                : cut(query.order(), query.first(), size);
        return page(total, size == 0 ? List.of() : items(query, conditions, Long.toString(total), cut));
    }

    private long total(String expression, Conditions conditions) {
        return rows("select %s as TOTAL".formatted(expression), conditions.values())
                .get(0)
                .get("TOTAL", Number.class)
                .longValue();
    }

    private static AccountPage page(long total, List<Tuple> items) {
        return new AccountPage(
                total, items.stream().map(AccountDirectory::account).toList());
    }

    /** Those that a query chooses from. */
    private String members(AccountQuery query, Conditions conditions) {
        return (query.isSortedByStatus() ? MEMBERS_WITH_STATUS : MEMBERS).formatted(login, conditions.scope(), reach);
    }

    private List<Tuple> items(AccountQuery query, Conditions conditions, String total, String cut) {
        String page = "select f.MEMBERSHIP as MEMBER, %s as TOTAL%s from (%s) f%s%s"
                .formatted(
                        total,
                        query.isSortedByStatus() ? ", f.STATUS_KEY" : "",
                        members(query, conditions),
                        conditions.sql(),
                        cut);
        return rows(
                shown(COLUMNS.formatted(login) + OF_PAGE.formatted(page))
                        + order(query.order()).replace("f.", "r."),
                conditions.values());
    }

    private static String cut(AccountQuery.Order order, int first, int max) {
        return "%s offset %d rows fetch first %d rows only".formatted(order(order), first, max);
    }

    /** An account of an organization; none if it belongs to another one only. One statement. */
    public Optional<ListedAccount> find(String organizationId, String accountId) {
        return rows(
                        shown(found() + " and m.USER_ID = :account"),
                        Map.of("organization", organizationId, "account", accountId))
                .stream()
                .map(AccountDirectory::account)
                .findAny();
    }

    /** The account of an organization with this login name in this role. One statement. */
    public Optional<ListedAccount> findByLoginName(String organizationId, String loginName, Role role) {
        return rows(
                        shown("select f.* from (%s and m.ROLE = :role) f where f.LOGIN_NAME = :name"
                                .formatted(found())),
                        Map.of(
                                "organization",
                                organizationId,
                                "name",
                                loginName.toLowerCase(Locale.ROOT),
                                "role",
                                role.name()))
                .stream()
                .map(AccountDirectory::account)
                .findAny();
    }

    /** The account of an organization with this address in this role; the one that came first, if there are several. One statement. */
    public Optional<ListedAccount> findByAddress(String organizationId, String email, Role role) {
        return rows(
                        shown(found() + " and u.EMAIL = :email and m.ROLE = :role") + " order by r.CREATED_AT",
                        Map.of(
                                "organization",
                                organizationId,
                                "email",
                                email.toLowerCase(Locale.ROOT),
                                "role",
                                role.name()))
                .stream()
                .map(AccountDirectory::account)
                .findFirst();
    }

    /** Ids of those who are assigned to any group mailbox of the organization. One statement. */
    public Set<String> assigned(String organizationId) {
        return rows(
                        "select m.USER_ID as ACCOUNT from PORTAL_MEMBERSHIP m where m.ORGANIZATION_ID = :organization and exists"
                                + " (select 1 from PORTAL_MAILBOX_MEMBER a where a.MEMBERSHIP_ID = m.ID)" + reach,
                        Map.of("organization", organizationId))
                .stream()
                .map(row -> row.get("ACCOUNT", String.class))
                .collect(Collectors.toSet());
    }

    /**
     * Ids of the administrators who have access and can give a right at a unit: those who hold it, and those who hold the whole
     * organization; the first of them by name. One statement.
     */
    public List<String> givers(String organizationId, String unitId, String right, int most) {
        String holders = found() + GIVERS;
        return rows(
                        "select f.ACCOUNT as ACCOUNT from (%s) f where f.STATUS in (:access)%s fetch first %d rows only"
                                .formatted(
                                        WITH_STATUS.formatted(holders),
                                        order(new AccountQuery.Order(AccountQuery.Column.NAME, false)),
                                        most),
                        Map.of(
                                "organization",
                                organizationId,
                                "administrators",
                                Role.ADMINISTRATORS.stream().map(Role::name).toList(),
                                "unit",
                                unitId,
                                "right",
                                right,
                                "access",
                                withAccess(true)))
                .stream()
                .map(row -> row.get("ACCOUNT", String.class))
                .toList();
    }

    private static List<String> withAccess(boolean access) {
        return Arrays.stream(Status.values())
                .filter(status -> status.hasAccess() == access)
                .map(Status::name)
                .toList();
    }

    /** Whether the organization has an account of this role with this address. */
    public boolean hasAddress(String organizationId, String email, Role role) {
        return !rows(
                        "select m.ID as MEMBERSHIP from PORTAL_MEMBERSHIP m join USER_ENTITY u on u.ID = m.USER_ID"
                                + " where m.ORGANIZATION_ID = :organization and m.ROLE = :role and u.EMAIL = :email",
                        Map.of(
                                "organization",
                                organizationId,
                                "role",
                                role.name(),
                                "email",
                                email.toLowerCase(Locale.ROOT)))
                .isEmpty();
    }

    private static String order(AccountQuery.Order order) {
        String direction = order.descending() ? " desc" : "";
        return Stream.of(order.column().expressions().split(", "), new String[] {"f.MEMBERSHIP"})
                .flatMap(Arrays::stream)
                .map(expression -> expression + direction)
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    private String found() {
        return FOUND.formatted(login) + reach;
    }

    private String shown(String rows) {
        return SHOWN.formatted(STATUS, grants, rows);
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> rows(String sql, Map<String, ?> values) {
        Query query = em.createNativeQuery(sql, Tuple.class);
        values.forEach(query::setParameter);
        if (sql.contains(":viewer")) {
            viewer.forEach(query::setParameter);
        }
        return query.getResultList();
    }

    private static ListedAccount account(Tuple row) {
        return new ListedAccount(
                row.get("ACCOUNT", String.class),
                row.get("MEMBERSHIP", String.class),
                row.get("USERNAME", String.class),
                row.get("LOGIN_NAME", String.class),
                row.get("FIRST_NAME", String.class),
                row.get("LAST_NAME", String.class),
                row.get("EMAIL", String.class),
                Objects.requireNonNullElse(row.get("PHONE", String.class), ""),
                Role.valueOf(row.get("ROLE", String.class)),
                Status.valueOf(row.get("STATUS", String.class)),
                row.get("UNITS", Number.class).intValue(),
                Stream.of(Objects.requireNonNullElse(row.get("MAILBOXES", String.class), "")
                                .split(" "))
                        .filter(type -> !type.isEmpty())
                        .sorted()
                        .toList(),
                row.get("CREATED_AT", Number.class).longValue(),
                row.get("ORGANIZATIONS", Number.class).intValue(),
                row.get("BOUND", Boolean.class));
    }

    /** The part behind "where", with its values: nothing that a person wrote stands in the statement itself. */
    private static final class Conditions {
        private final List<String> sql = new ArrayList<>();
        /** The same, if nobody is held back. */
        private final List<String> simple = new ArrayList<>();

        private final Map<String, Object> values = new HashMap<>();
        /** Whom of the organization to look at. */
        private String scope = EVERYBODY;

        Conditions(String organizationId, AccountQuery query, String grants, String login) {
            values.put("organization", organizationId);
            // each row is looked at, so an address that is the login name, too, only once
            String[] logins = login.equals(BY_ADDRESS)
                    ? new String[] {"f.EMAIL_KEY"}
                    : new String[] {"f.LOGIN_KEY", "f.EMAIL_KEY"};
            List<String> words = Arrays.stream(query.search().strip().split("\\s+"))
                    .filter(word -> !NameKey.of(word).isEmpty())
                    .limit(AccountQuery.WORDS)
                    .toList();
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                and("(%s or %s)"
                        .formatted(
                                within("word" + i, word, logins),
                                within("name" + i, NameKey.of(word), "f.LAST_KEY", "f.FIRST_KEY")));
            }
            named(NameKey.of(query.name()).strip());
            contains("loginName", query.loginName(), "f.LOGIN_KEY");
            contains("email", query.email(), "f.EMAIL_KEY");
            if (!query.roles().isEmpty()) {
                and(
                        "f.ROLE in (:roles)",
                        "roles",
                        query.roles().stream().map(Role::name).toList());
            }
            if (!query.statuses().isEmpty()) {
                status("statuses", query.statuses().stream().map(Status::name).toList());
            }
            query.access().ifPresent(access -> status("access", withAccess(access)));
            query.unitId()
                    .ifPresent(unit -> and(
                            "exists (select 1 from %s g where g.MEMBERSHIP_ID = f.MEMBERSHIP and g.UNIT_ID = :unit)"
                                    .formatted(grants),
                            "unit",
                            unit));
            query.mailbox()
                    .ifPresent(mailbox -> and(
                            "exists (select 1 from PORTAL_MAILBOX_MEMBER a join PORTAL_MAILBOX b on b.ID = a.MAILBOX_ID"
                                    + " where a.MEMBERSHIP_ID = f.MEMBERSHIP and b.TYPE = :mailbox)",
                            "mailbox",
                            mailbox));
        }

        String sql() {
            return String.join("", sql);
        }

        String scope() {
            return scope;
        }

        boolean areNone() {
            return sql.isEmpty() && scope.equals(EVERYBODY);
        }

        /** Of the two ways to count by status the database goes one, and nothing is asked of a row that it need not be. */
        String total(String members) {
            return simple.equals(sql)
                    ? TOTAL.formatted(members, sql())
                    : "(%s + %s)"
                            .formatted(
                                    TOTAL.formatted(members, String.join("", simple) + " and not " + ANYBODY_HELD_BACK),
                                    TOTAL.formatted(members, sql() + " and " + ANYBODY_HELD_BACK));
        }

        Map<String, Object> values() {
            return values;
        }

        private void contains(String name, String text, String expression) {
            if (!text.isBlank()) {
                and(within(name, text.strip(), expression));
            }
        }

        private String within(String name, String text, String... expressions) {
            values.put(name, "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
            return Arrays.stream(expressions)
                    .map(expression -> "%s like :%s".formatted(expression, name))
                    .collect(Collectors.joining(" or "));
        }

        /** Whose last or first name begins so, or both, in any order. Each way is a short part of an index. */
        private void named(String key) {
            if (key.isEmpty()) {
                return;
            }
            List<String> ways = new ArrayList<>(List.of(begin("LAST_NAME", key), begin("FIRST_NAME", key)));
            int space = key.indexOf(' ');
            for (int i = 1; i < AccountQuery.WORDS && space > 0; i++) {
                String front = key.substring(0, space);
                String rest = key.substring(space).strip();
                ways.add(begin("LAST_NAME", front) + begin("FIRST_NAME", rest));
                ways.add(begin("LAST_NAME", rest) + begin("FIRST_NAME", front));
                space = key.indexOf(' ', space + 1);
            }
            // were the organization asked for beside it, PostgreSQL would read all of it: most have ten accounts
            scope = ways.stream()
                    .map(way -> "select n.ID from PORTAL_MEMBERSHIP n where n.ORGANIZATION_ID = :organization" + way)
                    .collect(Collectors.joining(" union all ", "m.ID in (", ")"));
        }

        private String begin(String column, String key) {
            String from = "from" + values.size();
            String behind = "behind" + values.size();
            values.put(from, key);
            values.put(behind, NameKey.behind(key));
            return " and n.%1$s >= :%2$s and n.%1$s < :%3$s".formatted(column, from, behind);
        }

        /** Said so that the index can answer it; an expression would be worked out for each row. */
        private void status(String name, List<String> wanted) {
            values.put(name, wanted);
            String standing = "f.STANDING in (:%s)".formatted(name);
            String heldBack = HELD_BACK.formatted("f");
            and(
                    wanted.contains(Status.LOCKED.name())
                            ? "(%s or %s)".formatted(standing, heldBack)
                            : "%s and not %s".formatted(standing, heldBack),
                    standing);
        }

        private void and(String condition, String name, Object value) {
            values.put(name, value);
            and(condition);
        }

        private void and(String condition) {
            and(condition, condition);
        }

        private void and(String condition, String ifNobodyIsHeldBack) {
            String link = sql.isEmpty() ? " where " : " and ";
            sql.add(link + condition);
            simple.add(link + ifNobodyIsHeldBack);
        }
    }

    /** What a person wrote stands for itself in LIKE, with the escape that needs no ESCAPE: that costs PostgreSQL as much as LIKE itself. */
    static String escaped(String text) {
        return text.replaceAll("[%_\\\\]", "\\\\$0");
    }
}
