package io.github.orgportal.mailoutbox;

import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.WholeNumberOption;
import java.time.Duration;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * The options of {@code spi-email-sender--portal-outbox--…}.
 *
 * @param lifespan a mail that says nothing else is worthless after this time
 * @param lease for how long a node may hold a mail; if the node dies, another one sends it after this time
 * @param pauses between the tries of one mail
 * @param sweep how often a node looks for mails that are due
 * @param idle how long a connection to a mail server stays open without work
 * @param connections to one mail server, from one node
 * @param queueLength mails that a node holds for one mail server; the others wait in the database
 * @param queueChars characters of content that a node holds in all; other contents are read when they are sent
 */
record OutboxSettings(
        Duration lifespan,
        Duration lease,
        RetryPauses pauses,
        Duration sweep,
        Duration idle,
        int connections,
        int queueLength,
        int queueChars) {

    private static final WholeNumberOption LIFESPAN =
            seconds("lifespan", "after which a mail that has not left is dropped", 86_400);
    private static final WholeNumberOption LEASE =
            seconds("lease", "for which a node may hold a mail; mails of a node that died leave after them", 60);
    private static final WholeNumberOption FIRST_PAUSE =
            seconds("first-pause", "between the first try and the second; each pause doubles the last", 2);
    private static final WholeNumberOption LONGEST_PAUSE =
            seconds("longest-pause", "that no pause between two tries exceeds", 300);
    private static final WholeNumberOption SWEEP =
            seconds("sweep", "between two looks into the database for mails that are due", 3);
    private static final WholeNumberOption IDLE =
            seconds("idle", "for which a connection stays open without a mail to send", 10);
    private static final WholeNumberOption CONNECTIONS =
            new WholeNumberOption("connections", "", "Connections that a node opens to one mail server.", 2, 1, 100);
    private static final WholeNumberOption QUEUE_LENGTH = new WholeNumberOption(
            "queue-length", "", "Mails that a node holds in memory for one mail server.", 1_000, 1, 100_000);
    private static final WholeNumberOption QUEUE_CHARS = new WholeNumberOption(
            "queue-chars",
            "",
            "Characters of mail content that a node holds in memory for all mail servers.",
            32_000_000,
            1,
            1_000_000_000);

    private static final List<WholeNumberOption> OPTIONS =
            List.of(LIFESPAN, LEASE, FIRST_PAUSE, LONGEST_PAUSE, SWEEP, IDLE, CONNECTIONS, QUEUE_LENGTH, QUEUE_CHARS);

    private static WholeNumberOption seconds(String key, String help, int standard) {
        return new WholeNumberOption(key, "", "Seconds " + help + ".", standard, 1, 2_592_000);
    }

    /**
     * Reads the server's options.
     *
     * @throws InvalidOptionException if one is not allowed; the message names it, its value and what is allowed
     */
    static OutboxSettings of(Config.Scope config) throws InvalidOptionException {
        return new OutboxSettings(
                duration(LIFESPAN, config),
                duration(LEASE, config),
                new RetryPauses(duration(FIRST_PAUSE, config), duration(LONGEST_PAUSE, config)),
                duration(SWEEP, config),
                duration(IDLE, config),
                CONNECTIONS.read(config),
                QUEUE_LENGTH.read(config),
                QUEUE_CHARS.read(config));
    }

    private static Duration duration(WholeNumberOption option, Config.Scope config) throws InvalidOptionException {
        return Duration.ofSeconds(option.read(config));
    }

    static List<ProviderConfigProperty> properties() {
        return OPTIONS.stream().map(WholeNumberOption::property).toList();
    }
}
