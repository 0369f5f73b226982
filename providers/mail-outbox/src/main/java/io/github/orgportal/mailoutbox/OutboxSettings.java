package io.github.orgportal.mailoutbox;

import java.time.Duration;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

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

    private static final Option LIFESPAN =
            new Option("lifespan", 86_400, "Seconds after which a mail that has not left is dropped.");
    private static final Option LEASE = new Option(
            "lease", 60, "Seconds for which a node may hold a mail; mails of a node that died leave after them.");
    private static final Option FIRST_PAUSE =
            new Option("first-pause", 2, "Seconds between the first try and the second; each pause doubles the last.");
    private static final Option LONGEST_PAUSE =
            new Option("longest-pause", 300, "Seconds that no pause between two tries exceeds.");
    private static final Option SWEEP =
            new Option("sweep", 3, "Seconds between two looks into the database for mails that are due.");
    private static final Option IDLE =
            new Option("idle", 10, "Seconds for which a connection stays open without a mail to send.");
    private static final Option CONNECTIONS =
            new Option("connections", 2, "Connections that a node opens to one mail server.");
    private static final Option QUEUE_LENGTH =
            new Option("queue-length", 1_000, "Mails that a node holds in memory for one mail server.");
    private static final Option QUEUE_CHARS = new Option(
            "queue-chars", 32_000_000, "Characters of mail content that a node holds in memory for all mail servers.");

    private static final List<Option> OPTIONS =
            List.of(LIFESPAN, LEASE, FIRST_PAUSE, LONGEST_PAUSE, SWEEP, IDLE, CONNECTIONS, QUEUE_LENGTH, QUEUE_CHARS);

    /** @throws IllegalArgumentException if an option is not a number from 1; the message names it */
    static OutboxSettings of(Config.Scope config) {
        return new OutboxSettings(
                LIFESPAN.seconds(config),
                LEASE.seconds(config),
                new RetryPauses(FIRST_PAUSE.seconds(config), LONGEST_PAUSE.seconds(config)),
                SWEEP.seconds(config),
                IDLE.seconds(config),
                CONNECTIONS.number(config),
                QUEUE_LENGTH.number(config),
                QUEUE_CHARS.number(config));
    }

    static List<ProviderConfigProperty> properties() {
        ProviderConfigurationBuilder builder = ProviderConfigurationBuilder.create();
        for (Option option : OPTIONS) {
            builder.property()
                    .name(option.name())
                    .type("int")
                    .helpText(option.help())
                    .defaultValue(option.fallback())
                    .add();
        }
        return builder.build();
    }

    private record Option(String name, int fallback, String help) {
        Duration seconds(Config.Scope config) {
            return Duration.ofSeconds(number(config));
        }

        int number(Config.Scope config) {
            Integer number = config.getInt(name, fallback);
            if (number < 1) {
                throw new IllegalArgumentException("spi-email-sender--%s--%s is %d, allowed are numbers from 1"
                        .formatted(OutboxSenderFactory.PROVIDER_ID, name, number));
            }
            return number;
        }
    }
}
