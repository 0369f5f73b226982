package io.github.orgportal.registration;

import io.github.orgportal.support.ResourceFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Offers {@link RegistrationResource}. */
public final class RegistrationResourceFactory extends ResourceFactory {
    /** For the service loader. */
    public RegistrationResourceFactory() {
        super(RegistrationResource.ID);
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RegistrationResource(session);
    }
}
