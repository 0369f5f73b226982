package io.github.orgportal.organizations.changelog.verification;

import io.github.orgportal.organizations.changelog.chain.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the log's tables over a connection of its own, a few rows at a time, in any database. Each chain is read in a transaction of its
 * own that sees one state of it, so that a working server disturbs nothing and is not disturbed.
 */
final class ChangeTables implements AutoCloseable {
    private static final int AT_ONCE = 1_000;

    private final Connection connection;

    ChangeTables(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    /**
     * The next chain by id, of those that have a row or entries, or should: an organization without either is one that was removed from
     * the log. An index answers each of the three.
     */
    Optional<String> chainAfter(String chainId) throws SQLException {
        // a new state of the database for each chain
        connection.rollback();
        try (PreparedStatement statement = connection.prepareStatement("""
                select min(ID) from (
                    select min(CHAIN_ID) as ID from PORTAL_CHANGE_CHAIN where CHAIN_ID > ?
                    union all select min(CHAIN_ID) from PORTAL_CHANGE where CHAIN_ID > ?
                    union all select min(ID) from PORTAL_ORGANIZATION where ID > ?) CHAINS
                """)) {
            for (int i = 1; i <= 3; i++) {
                statement.setString(i, chainId);
            }
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.ofNullable(found.getString(1)) : Optional.empty();
            }
        }
    }

    /** What the chain's own row says. */
    Optional<ChainEnd> end(String chainId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select LAST_SEQUENCE, LAST_HASH from PORTAL_CHANGE_CHAIN where CHAIN_ID = ?")) {
            statement.setString(1, chainId);
            try (ResultSet found = statement.executeQuery()) {
                return found.next()
                        ? Optional.of(new ChainEnd(found.getLong(1), found.getString(2)))
                        : Optional.empty();
            }
        }
    }

    /**
     * The rows of a chain.
     *
     * @throws DatabaseFailure from the walk through them
     */
    Entries entries(String chainId) {
        return number -> {
            try {
                return entries(chainId, number);
            } catch (SQLException e) {
                throw new DatabaseFailure(e);
            }
        };
    }

    private List<StoredEntry> entries(String chainId, long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select CHAIN_ID, SEQUENCE_NUMBER, REALM_ID, CHANGED_AT, ACTOR_KIND, ACTOR_ID, ACTOR_NAME, ACTION,
                       SUBJECT_KIND, SUBJECT_ID, SUBJECT_NAME, VALUES_BEFORE, VALUES_AFTER, REASON, HASH
                from PORTAL_CHANGE where CHAIN_ID = ? and SEQUENCE_NUMBER > ? order by SEQUENCE_NUMBER limit ?
                """)) {
            statement.setString(1, chainId);
            statement.setLong(2, number);
            statement.setInt(3, AT_ONCE);
            try (ResultSet found = statement.executeQuery()) {
                List<StoredEntry> entries = new ArrayList<>();
                while (found.next()) {
                    entries.add(entry(found));
                }
                return entries;
            }
        }
    }

    private static StoredEntry entry(ResultSet row) throws SQLException {
        return new StoredEntry(
                new Entry(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        row.getString(14)),
                row.getString(15));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** The database failed in the middle of a walk. */
    static final class DatabaseFailure extends RuntimeException {
        DatabaseFailure(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
