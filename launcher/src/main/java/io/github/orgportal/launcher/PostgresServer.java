package io.github.orgportal.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL of this machine, empty at each start. */
public final class PostgresServer implements AutoCloseable {
    private static final String USER = "postgres";
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final Path folder;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(EmbeddedPostgres postgres, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
    }

    /**
     * Starts one on a free port.
     *
     * @throws LauncherException if it does not start
     */
    public static PostgresServer start() {
        try {
            Path folder = Files.createTempDirectory(
                    Files.createDirectories(Workspace.locate().postgres()), "postgres");
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("data"))
                    .setOverrideWorkingDirectory(Workspace.locate().postgres().toFile())
                    .setPGStartupWait(STARTED_WITHIN)
                    // Two Keycloak nodes with their pools, and the tests that look into the tables.
                    .setServerConfig("max_connections", "300")
                    .start();
            return new PostgresServer(postgres, folder);
        } catch (IOException e) {
            throw new LauncherException("PostgreSQL cannot be started", e);
        }
    }

    /** A new, empty database. */
    public Database createDatabase() {
        String name = "keycloak" + databases.incrementAndGet();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new LauncherException("Cannot create the database " + name, e);
        }
        return Database.postgres(postgres.getJdbcUrl(USER, name), USER, USER);
    }

    @Override
    public void close() {
        try {
            postgres.close();
            FileTree.delete(folder);
        } catch (IOException e) {
            throw new LauncherException("PostgreSQL did not end in good order", e);
        }
    }
}
