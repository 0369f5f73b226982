package io.github.orgportal.launcher;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A running Keycloak. Ends with {@link #stop()}, and at the latest with this Java. */
public interface KeycloakServer extends AutoCloseable {
    /** Says what to start; nothing set means: the bundle, on H2, with the three portals' realms. */
    static KeycloakBuilder builder() {
        return new KeycloakBuilder();
    }

    /** Where people and applications reach it, without a slash at the end. */
    URI url();

    /** Where health and metrics are, without a slash at the end. */
    URI managementUrl();

    /** The administrator of the realm {@code master}, made at the first start of the database. */
    String adminUser();

    /** The administrator's password, another one at each start. */
    String adminPassword();

    /** All that the server has logged so far. */
    String log();

    /** From the start of the process until it said that it is ready. */
    Duration startup();

    /** The server's Java, to measure it; empty if it runs in a container, or no longer. */
    Optional<ProcessHandle> process();

    /** Ends it in good order and waits for that. */
    void stop();

    /** Ends it as a power cut would, and waits for that. */
    void kill();

    @Override
    default void close() {
        stop();
    }
}
