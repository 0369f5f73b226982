package io.github.orgportal.administration;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Offers {@link PortalResource}. Implements Keycloak's {@link RealmResourceProviderFactory}. */
public final class PortalResourceFactory implements RealmResourceProviderFactory {
    /** The path below the realm. */
    public static final String PROVIDER_ID = "portal";

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new PortalResource(session);
    }

    @Override
    public void init(Config.Scope config) {
        // settings belong to the realm
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof UserRemovedEvent removed) {
                Limits.forget(removed.getKeycloakSession(), removed.getUser().getId());
                Once.forget(removed.getKeycloakSession(), removed.getUser().getId());
            } else if (event instanceof RealmRemovedEvent removed) {
                Limits.forgetRealm(
                        removed.getKeycloakSession(), removed.getRealm().getId());
                Once.forgetRealm(
                        removed.getKeycloakSession(), removed.getRealm().getId());
            }
        });
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
