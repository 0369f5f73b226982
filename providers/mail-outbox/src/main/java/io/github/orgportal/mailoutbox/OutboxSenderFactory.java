package io.github.orgportal.mailoutbox;

import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.SecretKeys;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.email.DefaultEmailSenderProviderFactory;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.email.EmailSenderProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderEvent;

/**
 * The outbox as Keycloak's sender of mails: {@code --spi-email-sender--provider=portal-outbox}. Its options are those of
 * {@link #getConfigMetadata}; the secret key is that of {@link SecretKeys}, without which the server does not start.
 */
public final class OutboxSenderFactory implements EmailSenderProviderFactory {
    static final String PROVIDER_ID = "portal-outbox";

    // An own instance: Keycloak loads no other sender beside the one that its configuration names.
    private final DefaultEmailSenderProviderFactory stock = new DefaultEmailSenderProviderFactory();

    private @Nullable OutboxSettings settings;
    private @Nullable Outbox outbox;

    @Override
    public EmailSenderProvider create(KeycloakSession session) {
        return new OutboxSender(session, stock.create(session), Objects.requireNonNull(outbox, "postInit comes first"));
    }

    @Override
    public void init(Config.Scope config) {
        try {
            settings = OutboxSettings.of(config);
        } catch (InvalidOptionException e) {
            throw new IllegalArgumentException("spi-email-sender--%s--%s".formatted(PROVIDER_ID, e.getMessage()), e);
        }
        stock.init(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        Outbox started = new Outbox(
                factory,
                Objects.requireNonNull(settings, "init comes first"),
                SecretKeys.openBox(),
                new OutboxMetrics(Metrics.globalRegistry),
                stock);
        stock.postInit(factory);
        factory.register(event -> onEvent(started, event));
        outbox = started;
    }

    private static void onEvent(Outbox outbox, ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            outbox.start();
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            new MailStore(removed.getKeycloakSession())
                    .deleteOfRealm(removed.getRealm().getId());
        }
    }

    /** So that the database is there until the last mail has left. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    @Override
    public void close() {
        if (outbox != null) {
            outbox.close();
        }
        stock.close();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return OutboxSettings.properties();
    }
}
