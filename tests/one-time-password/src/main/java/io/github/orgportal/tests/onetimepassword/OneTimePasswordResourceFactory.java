package io.github.orgportal.tests.onetimepassword;

import io.github.orgportal.support.ResourceFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Offers {@link OneTimePasswordResource}. */
public final class OneTimePasswordResourceFactory extends ResourceFactory {
    /** For the service loader. */
    public OneTimePasswordResourceFactory() {
        super("test-one-time-password");
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new OneTimePasswordResource(session);
    }
}
