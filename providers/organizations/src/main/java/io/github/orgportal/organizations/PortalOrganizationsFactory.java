package io.github.orgportal.organizations;

import io.github.orgportal.organizations.application.Applications;
import io.github.orgportal.organizations.membership.MemberNames;
import io.github.orgportal.organizations.membership.MemberStanding;
import io.github.orgportal.organizations.shadow.ShadowCaster;
import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.SecretKeys;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.timer.TimerProvider;

/** What one server process has of the domain: the key of the log, the thread that casts shadows, and what is done every hour. */
public final class PortalOrganizationsFactory implements ProviderFactory<PortalOrganizations> {
    private static final Duration BETWEEN_TIDYING = Duration.ofHours(1);

    private @Nullable SecretBox box;
    private @Nullable ShadowCaster caster;

    @Override
    public PortalOrganizations create(KeycloakSession session) {
        return new PortalOrganizations(
                session,
                Objects.requireNonNull(box, "postInit comes first"),
                Objects.requireNonNull(caster, "postInit comes first"));
    }

    @Override
    public void init(Config.Scope config) {
        // settings belong to the realm, not to the server
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        box = SecretKeys.openBox();
        ShadowCaster started = new ShadowCaster(
                factory, session -> PortalOrganizations.of(session).cascade().restore());
        caster = started;
        factory.register(event -> onEvent(factory, started, event));
    }

    private static void onEvent(KeycloakSessionFactory factory, ShadowCaster caster, ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            KeycloakModelUtils.runJobInTransaction(factory, session -> {
                MemberNames.follow(session);
                MemberStanding.follow(session);
                session.getProvider(TimerProvider.class)
                        .scheduleTask(Applications::tidy, BETWEEN_TIDYING.toMillis(), "portal-applications");
            });
            caster.start();
        } else {
            KeycloakEvents.on(event);
        }
    }

    @Override
    public void close() {
        if (caster != null) {
            caster.close();
        }
    }

    @Override
    public String getId() {
        return "portal-organizations";
    }
}
