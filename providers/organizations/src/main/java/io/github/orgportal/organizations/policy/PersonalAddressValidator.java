package io.github.orgportal.organizations.policy;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.validate.AbstractStringValidator;
import org.keycloak.validate.ValidationContext;
import org.keycloak.validate.ValidationError;
import org.keycloak.validate.ValidatorConfig;

/**
 * Refuses addresses that belong to nobody in person, in every form of Keycloak that changes an account, where the realm's user profile
 * names it for {@code email}. Which those are, the {@code portal-policy} says; a realm without one allows all.
 *
 * <p>Implements Keycloak's {@link org.keycloak.validate.ValidatorFactory}.
 */
public final class PersonalAddressValidator extends AbstractStringValidator {
    /** By which a user profile names it. */
    public static final String PROVIDER_ID = "portal-personal-address";

    /** The key of the text that tells why. */
    public static final String MESSAGE = "portalErrorGenericAddress";

    @Override
    protected void doValidate(String value, String inputHint, ValidationContext context, ValidatorConfig config) {
        KeycloakSession session = context.getSession();
        RealmModel realm = session.getContext().getRealm();
        if (realm != null
                && PortalPolicy.of(realm)
                        .filter(policy -> policy.isGeneric(value))
                        .isPresent()) {
            context.addError(new ValidationError(PROVIDER_ID, inputHint, MESSAGE, value));
        }
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
