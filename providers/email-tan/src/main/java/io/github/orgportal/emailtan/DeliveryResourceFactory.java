package io.github.orgportal.emailtan;

import io.github.orgportal.support.ResourceFactory;
import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.SecretKeys;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;

/** Offers {@link DeliveryResource}. */
public final class DeliveryResourceFactory extends ResourceFactory {
    /** The path below the realm. */
    static final String PROVIDER_ID = "portal-email-tan";

    private @Nullable SecretBox box;

    /** For the service loader. */
    public DeliveryResourceFactory() {
        super(PROVIDER_ID);
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new DeliveryResource(session, Objects.requireNonNull(box, "postInit comes first"));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        box = SecretKeys.openBox();
    }
}
