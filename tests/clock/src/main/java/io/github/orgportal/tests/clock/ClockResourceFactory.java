package io.github.orgportal.tests.clock;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Offers {@link ClockResource}. */
public final class ClockResourceFactory implements RealmResourceProviderFactory {
    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new ClockResource();
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to set
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to prepare
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String getId() {
        return "test-clock";
    }
}
