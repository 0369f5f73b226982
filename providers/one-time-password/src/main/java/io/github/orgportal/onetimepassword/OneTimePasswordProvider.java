package io.github.orgportal.onetimepassword;

import io.github.orgportal.support.SecretBox;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadata.Category;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Tells Keycloak about the credential. It validates nothing, on purpose: {@link OneTimePasswordForm} alone does.
 *
 * <p>Implements Keycloak's {@link CredentialProvider}.
 */
final class OneTimePasswordProvider implements CredentialProvider<CredentialModel> {
    private final KeycloakSession session;
    private final SecretBox box;

    OneTimePasswordProvider(KeycloakSession session, SecretBox box) {
        this.session = session;
        this.box = box;
    }

    SecretBox box() {
        return box;
    }

    @Override
    public String getType() {
        return OneTimePasswordProviderFactory.PROVIDER_ID;
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        return user.credentialManager().createStoredCredential(credential);
    }

    @Override
    public boolean deleteCredential(RealmModel realm, UserModel user, String credentialId) {
        return user.credentialManager().removeStoredCredentialById(credentialId);
    }

    @Override
    public CredentialModel getCredentialFromModel(CredentialModel model) {
        return model;
    }

    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        return CredentialTypeMetadata.builder()
                .type(getType())
                .category(Category.BASIC_AUTHENTICATION)
                .displayName("portalOneTimePasswordName")
                .helpText("portalOneTimePasswordHelp")
                .removeable(false)
                .build(session);
    }
}
