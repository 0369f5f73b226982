package io.github.orgportal.benchmarks.changes;

import io.github.orgportal.support.ResourceFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Offers {@link ChangesResource}. */
public final class ChangesResourceFactory extends ResourceFactory {
    /** For the service loader. */
    public ChangesResourceFactory() {
        super("benchmark-changes");
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new ChangesResource(session);
    }
}
