package io.github.orgportal.tests.domain;

import io.github.orgportal.support.ResourceFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Offers {@link PasswordsResource}. */
public final class PasswordsResourceFactory extends ResourceFactory {
    /** For the service loader. */
    public PasswordsResourceFactory() {
        super("test-passwords");
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new PasswordsResource(session);
    }
}
