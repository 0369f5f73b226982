package io.github.orgportal.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * Where a server keeps its rows.
 *
 * @param vendor Keycloak's build option {@code db}
 * @param environment what the server needs to reach it
 */
public record Database(String vendor, Map<String, String> environment) {
    public Database {
        environment = Map.copyOf(environment);
    }

    /**
     * H2 in a file of the server's own folder: gone with the folder, one node only. Who waits for a row that another has locked waits as
     * patiently as on PostgreSQL, and not for H2's two seconds.
     */
    public static Database h2() {
        return new Database("dev-file", Map.of("KC_DB_URL_PROPERTIES", ";LOCK_TIMEOUT=30000"));
    }

    /** A database in a running PostgreSQL; several nodes may share it. */
    public static Database postgres(String jdbcUrl, String user, String password) {
        return new Database(
                "postgres", Map.of("KC_DB_URL", jdbcUrl, "KC_DB_USERNAME", user, "KC_DB_PASSWORD", password));
    }

    /**
     * A look into it beside the server, to be closed by the caller.
     *
     * @throws SQLException if it cannot be reached, as H2 in a file cannot: only PostgreSQL lets a second one in
     */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                environment.getOrDefault("KC_DB_URL", ""),
                environment.get("KC_DB_USERNAME"),
                environment.get("KC_DB_PASSWORD"));
    }

    /** Not the environment: it holds the password. */
    @Override
    public String toString() {
        return vendor;
    }
}
