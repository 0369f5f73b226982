package io.github.orgportal.onetimepassword;

import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.SecretKeys;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Brings the credential type {@value #PROVIDER_ID}. Its settings stand in the realm, at the required action of
 * {@link PersonalPasswordActionFactory}.
 *
 * <p>Implements Keycloak's {@link CredentialProviderFactory}.
 */
public final class OneTimePasswordProviderFactory implements CredentialProviderFactory<CredentialProvider<?>> {
    /** The provider's id, and the type of the credentials. */
    public static final String PROVIDER_ID = "portal-one-time-password";

    private @Nullable SecretBox box;

    @Override
    public CredentialProvider<?> create(KeycloakSession session) {
        return new OneTimePasswordProvider(session, box());
    }

    @Override
    public void init(Config.Scope config) {
        // settings belong to the realm, not to the server
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // A server without a key does not start.
        box();
    }

    /** Another factory's postInit may import realms, and so accounts, before it is this one's turn. */
    private synchronized SecretBox box() {
        SecretBox opened = box == null ? SecretKeys.openBox() : box;
        box = opened;
        return opened;
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
