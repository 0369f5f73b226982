package io.github.orgportal.onetimepassword;

import io.github.orgportal.support.InvalidOptionException;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmModel.RealmPostCreateEvent;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderEvent;

/**
 * The required action that ends a login with a one-time password. It must be in a realm, enabled, and under the alias
 * {@value #PROVIDER_ID}: without it the realm takes no one-time passwords, because none would ever be used up. It sets itself; an
 * administrator need not set it for an account. Its settings are the realm's rules for one-time passwords.
 *
 * <p>Implements Keycloak's {@link RequiredActionFactory}.
 */
public final class PersonalPasswordActionFactory implements RequiredActionFactory {
    /** The id and the alias. */
    public static final String PROVIDER_ID = "portal-personal-password";

    /** Whether a realm has it, and with it one-time passwords. */
    public static boolean isEnabled(RealmModel realm) {
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(PROVIDER_ID);
        return action != null && action.isEnabled();
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new PersonalPasswordAction();
    }

    @Override
    public void init(Config.Scope config) {
        // settings belong to the realm, not to the server
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(PersonalPasswordActionFactory::onEvent);
    }

    /** Stops the import of a realm whose settings could not be meant so. */
    private static void onEvent(ProviderEvent event) {
        if (event instanceof RealmPostCreateEvent created) {
            RealmModel realm = created.getCreatedRealm();
            validate(realm, OneTimePasswordRules.settings(realm.getRequiredActionConfigByAlias(PROVIDER_ID)));
        }
    }

    private static void validate(RealmModel realm, Map<String, String> config) {
        try {
            OneTimePasswordRules.of(config);
        } catch (InvalidOptionException e) {
            throw new ModelException(
                    "Realm '%s', required action '%s': %s".formatted(realm.getName(), PROVIDER_ID, e.getMessage()), e);
        }
    }

    @Override
    public void validateConfig(KeycloakSession session, RealmModel realm, RequiredActionConfigModel config) {
        try {
            OneTimePasswordRules.of(OneTimePasswordRules.settings(config));
        } catch (InvalidOptionException e) {
            throw new ModelValidationException(e.getMessage());
        }
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return OneTimePasswordRules.properties();
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
    public String getDisplayText() {
        return "Personal password after a one-time password";
    }
}
