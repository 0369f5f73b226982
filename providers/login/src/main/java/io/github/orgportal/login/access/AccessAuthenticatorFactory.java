package io.github.orgportal.login.access;

import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.StepFactory;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientModel.ClientUpdatedEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelValidationException;
import org.keycloak.provider.ProviderEvent;

/**
 * Offers the access step of a browser flow: it belongs at the end of the top level, REQUIRED, because single sign-on by cookie skips
 * everything beside it. It refuses locked accounts, and those that have none of the roles in a client's attribute
 * {@value RoleDemand#ATTRIBUTE}, with a page that says why; and lets an account choose its organization where several fit.
 */
public final class AccessAuthenticatorFactory extends StepFactory {
    /** The id to use in flows. */
    public static final String PROVIDER_ID = "portal-access";

    /** As Keycloak makes it. */
    public AccessAuthenticatorFactory() {
        super(
                PROVIDER_ID,
                "Portal access",
                "Refuses locked accounts and those without a role that the client demands, and asks for the organization.");
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new AccessAuthenticator();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(AccessAuthenticatorFactory::onEvent);
    }

    /** Keycloak tells of a client that an import or the admin API has made or changed, before it is stored. */
    private static void onEvent(ProviderEvent event) {
        if (event instanceof ClientUpdatedEvent updated) {
            validate(updated.getUpdatedClient());
        }
    }

    private static void validate(ClientModel client) {
        try {
            RoleDemand.validate(client);
        } catch (InvalidOptionException e) {
            throw new ModelValidationException("Realm '%s', client '%s': attribute %s"
                    .formatted(client.getRealm().getName(), client.getClientId(), e.getMessage()));
        }
    }
}
