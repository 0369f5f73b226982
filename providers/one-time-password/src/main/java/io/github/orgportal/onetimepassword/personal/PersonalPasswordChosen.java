package io.github.orgportal.onetimepassword.personal;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;

/**
 * A person has just chosen a password. Listeners work in the same transaction; what they throw makes it fail.
 *
 * @param session of the transaction
 * @param realm of the account
 * @param user the account
 */
public record PersonalPasswordChosen(KeycloakSession session, RealmModel realm, UserModel user)
        implements ProviderEvent {}
