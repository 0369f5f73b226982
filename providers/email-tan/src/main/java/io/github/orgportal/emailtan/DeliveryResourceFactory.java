package io.github.orgportal.emailtan;

import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.SecretKeys;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Offers {@link DeliveryResource}. Implements Keycloak's {@link RealmResourceProviderFactory}. */
public final class DeliveryResourceFactory implements RealmResourceProviderFactory {
    /** The path below the realm. */
    public static final String PROVIDER_ID = "portal-email-tan";

    private @Nullable SecretBox box;

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new DeliveryResource(session, Objects.requireNonNull(box, "postInit comes first"));
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to set
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        box = SecretKeys.openBox();
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
