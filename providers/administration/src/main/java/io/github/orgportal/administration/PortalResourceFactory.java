package io.github.orgportal.administration;

import io.github.orgportal.support.ResourceFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.services.resource.RealmResourceProvider;

/** Offers {@link PortalResource}. */
public final class PortalResourceFactory extends ResourceFactory {
    /** For the service loader. */
    public PortalResourceFactory() {
        super("portal");
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new PortalResource(session);
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
}
