package io.github.orgportal.emailtan;

import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.SecretKeys;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmModel.RealmPostCreateEvent;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderEvent;

/**
 * Offers the second factor by mail as a step of a browser flow, to stand after one that has found the account and checked its
 * password. Its settings are those of {@link EmailTanConfig}.
 *
 * <p>Implements Keycloak's {@link AuthenticatorFactory}. The reference category is that of one-time passwords: Keycloak's
 * brute-force protection silently ignores every category that it does not know.
 */
public final class EmailTanAuthenticatorFactory implements AuthenticatorFactory {
    /** The id to use in flows. */
    public static final String PROVIDER_ID = "portal-email-tan";

    private @Nullable SecretBox box;

    @Override
    public Authenticator create(KeycloakSession session) {
        return new EmailTanAuthenticator(Objects.requireNonNull(box, "postInit comes first"));
    }

    @Override
    public void init(Config.Scope config) {
        // settings belong to the execution, not to the server
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        box = SecretKeys.openBox();
        factory.register(EmailTanAuthenticatorFactory::onEvent);
    }

    private static void onEvent(ProviderEvent event) {
        if (event instanceof UserRemovedEvent removed) {
            new TanAccounts(removed.getKeycloakSession())
                    .removeUser(removed.getUser().getId());
        } else if (event instanceof RealmRemovedEvent removed) {
            new TanAccounts(removed.getKeycloakSession())
                    .removeRealm(removed.getRealm().getId());
        } else if (event instanceof RealmPostCreateEvent created) {
            validate(created.getCreatedRealm());
        }
    }

    /** Stops the import of a realm whose settings could not be meant so. */
    private static void validate(RealmModel realm) {
        realm.getAuthenticationFlowsStream()
                .flatMap(flow -> realm.getAuthenticationExecutionsStream(flow.getId()))
                .filter(execution -> PROVIDER_ID.equals(execution.getAuthenticator()))
                .filter(execution -> execution.getAuthenticatorConfig() != null)
                .map(execution -> realm.getAuthenticatorConfigById(execution.getAuthenticatorConfig()))
                .forEach(config -> validate(realm, config));
    }

    private static void validate(RealmModel realm, AuthenticatorConfigModel config) {
        try {
            EmailTanConfig.of(EmailTanConfig.settings(config));
        } catch (InvalidOptionException e) {
            throw new ModelException(
                    "Realm '%s', authenticator config '%s': %s"
                            .formatted(realm.getName(), config.getAlias(), e.getMessage()),
                    e);
        }
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Email TAN";
    }

    @Override
    public String getHelpText() {
        return "Sends a TAN to the account's email address and asks for it.";
    }

    @Override
    public String getReferenceCategory() {
        return OTPCredentialModel.TYPE;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return EmailTanConfig.properties();
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.ALTERNATIVE, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }
}
