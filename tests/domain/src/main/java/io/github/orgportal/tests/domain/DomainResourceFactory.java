package io.github.orgportal.tests.domain;

import io.github.orgportal.support.ResourceFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Offers {@link DomainResource}. */
public final class DomainResourceFactory extends ResourceFactory {
    /** For the service loader. */
    public DomainResourceFactory() {
        super("test-domain");
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new DomainResource(session);
    }
}
