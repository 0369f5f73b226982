package io.github.orgportal.tests.domain;

import io.github.orgportal.support.ResourceFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Offers {@link ChangesResource}. */
public final class ChangesResourceFactory extends ResourceFactory {
    /** For the service loader. */
    public ChangesResourceFactory() {
        super("test-changes");
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new ChangesResource(session);
    }
}
