package io.github.orgportal.organizations.policy;

import io.github.orgportal.onetimepassword.PersonalPasswordActionFactory;
import io.github.orgportal.support.InvalidOptionException;
import java.util.Map;
import java.util.TreeMap;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** The required actions in which the ways of passwords end. Without them people would get passwords and links that lead nowhere. */
public final class PasswordActions {
    /** Behind a link to choose a password. */
    public static final String LINK_PASSWORD = "portal-link-password";

    /** Behind a link to fetch the user id. */
    public static final String LINK_USER_ID = "portal-link-user-id";

    private PasswordActions() {}

    /**
     * Looks at a whole realm.
     *
     * @throws InvalidOptionException if it lacks an action that it needs; the message names key, value and what is allowed
     */
    static void check(RealmModel realm, PasswordPolicy passwords) throws InvalidOptionException {
        for (Map.Entry<String, PasswordWay> way : new TreeMap<>(passwords.ways()).entrySet()) {
            require(
                    realm,
                    way.getKey(),
                    way.getValue().name(),
                    way.getValue() == PasswordWay.LINK ? LINK_PASSWORD : PersonalPasswordActionFactory.PROVIDER_ID);
        }
        if (passwords.userIdByLink()) {
            require(realm, PasswordPolicy.userIdByLinkKey(), "true", LINK_USER_ID);
        }
    }

    private static void require(RealmModel realm, String key, String value, String action)
            throws InvalidOptionException {
        RequiredActionProviderModel found = realm.getRequiredActionProviderByAlias(action);
        if (found == null || !found.isEnabled()) {
            throw new InvalidOptionException(
                    "%s is '%s', allowed only where the required action '%s' is enabled".formatted(key, value, action));
        }
    }
}
