package io.github.orgportal.organizations.standing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * How an account stands by itself, whatever organization looks at it: {@linkplain #of the expression}, which is the truth, and the copy of
 * its value that memberships keep. A list that is filtered or sorted by status would have to look each account of an organization up in
 * three tables otherwise. The copy decides which accounts a list finds, and in which order; what it shows of them is asked anew. Nothing
 * that grants or refuses anything may read the copy.
 */
public final class AccountStanding {
    private static final String EXPRESSION = """
            coalesce(
                (select max(case when l.CAUSE = 'WRONG_PASSWORDS' then 'DEACTIVATED' else 'LOCKED' end) from PORTAL_LOCK l
                 where l.LIFTED_AT is null and l.TARGET_ID = %1$s.%2$s),
                case
                when %1$s.ENABLED = false and exists (select 1 from USER_ATTRIBUTE a where a.USER_ID = %1$s.%2$s
                             and a.NAME = 'disabledReason') then 'DEACTIVATED'
                when %1$s.ENABLED = false and not exists (select 1 from PORTAL_SHADOW s where s.USER_ID = %1$s.%2$s) then 'LOCKED'
                when not exists (select 1 from CREDENTIAL c where c.USER_ID = %1$s.%2$s and c.TYPE = 'password') then 'PENDING'
                else 'ACTIVE' end)
            """;

    /** Of two changes of an account at once, the later one sees what the earlier one has done. How a row is locked, the database says. */
    private static final String HOLD = "select ID from USER_ENTITY where ID in (%s) order by ID";

    private static final String TRUTH =
            "(select %s from USER_ENTITY u where u.ID = m.USER_ID)".formatted(of("u", "ID"));

    private static final String COPY = "update PORTAL_MEMBERSHIP m set STANDING = " + TRUTH
            + " where m.USER_ID in (%s) and m.STANDING <> " + TRUTH;

    /** Accounts of one statement. */
    private static final int AT_ONCE = 500;

    private AccountStanding() {}

    /**
     * How an account stands by itself, as the name of a {@link io.github.orgportal.organizations.account.Status}. It has the same rules as
     * {@link io.github.orgportal.organizations.access.AccessDecision}, with who was disabled past Keycloak's admin API. No table is asked
     * twice, because PostgreSQL looks each account of a large organization up in each of them. Of the two answers that its locks give, the
     * one that matters more comes last in the alphabet.
     *
     * @param row of the statement, which has a column {@code ENABLED} of the account
     * @param id its column with the account's id
     * @return an expression of SQL
     */
    public static String of(String row, String id) {
        return EXPRESSION.formatted(row, id);
    }

    /**
     * Derives the copies of accounts anew, and writes those that are different. Two statements for each {@value #AT_ONCE} accounts, which stay
     * locked until the end of the transaction.
     */
    public static void copy(SharedSessionContractImplementor session, Collection<String> accountIds) {
        String lock = session.getFactory().getJdbcServices().getDialect().getForUpdateString();
        List<String> ids = accountIds.stream().sorted().toList();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
            session.doWork(connection -> copy(connection, some, lock));
        }
    }

    private static void copy(Connection connection, List<String> accountIds, String lock) throws SQLException {
        String places = String.join(",", Collections.nCopies(accountIds.size(), "?"));
        try (PreparedStatement hold = connection.prepareStatement(HOLD.formatted(places) + lock)) {
            fill(hold, accountIds);
            hold.executeQuery();
        }
        try (PreparedStatement copy = connection.prepareStatement(COPY.formatted(places))) {
            fill(copy, accountIds);
            copy.executeUpdate();
        }
    }

    private static void fill(PreparedStatement statement, Collection<String> accountIds) throws SQLException {
        int place = 0;
        for (String id : accountIds) {
            place++;
            statement.setString(place, id);
        }
    }
}
