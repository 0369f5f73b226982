package io.github.orgportal.login.access;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Standing;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** How accounts stand, read once per request: login, policy, mapper and net ask for the same account. */
final class Standings {
    private static final String READ = "portal-access.standing.";

    private Standings() {}

    static Standing of(KeycloakSession session, UserModel account) {
        String key = READ + account.getId();
        Standing known = session.getAttribute(key, Standing.class);
        if (known != null) {
            return known;
        }
        Standing read = PortalOrganizations.of(session).access().standing(account.getId());
        session.setAttribute(key, read);
        return read;
    }
}
