package io.github.orgportal.tests.clock;

import io.github.orgportal.support.ResourceFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Offers {@link ClockResource}. */
public final class ClockResourceFactory extends ResourceFactory {
    /** For the service loader. */
    public ClockResourceFactory() {
        super("test-clock");
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new ClockResource();
    }
}
