package io.github.orgportal.login.access;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Standing;
import org.jboss.logging.Logger;
import org.keycloak.authorization.fgap.AdminPermissionsSchema;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.UserModel;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.storage.UserStorageUtil;

/** How accounts stand, read once per request: login, policy, mapper and net ask for the same account. */
final class Standings {
    private static final Logger LOG = Logger.getLogger(Standings.class);
    private static final String READ = "portal-access.standing.";
    /** An account with more memberships than a person has would fill the cache by itself. */
    private static final int REMEMBERED = 10;

    private Standings() {}

    static Standing of(KeycloakSession session, UserModel account) {
        String key = READ + account.getId();
        Standing known = session.getAttribute(key, Standing.class);
        if (known != null) {
            return known;
        }
        Standing read = PortalOrganizations.of(session).access().standing(account.getId());
        session.setAttribute(key, read);
        remember(session, account, read);
        return read;
    }

    /**
     * Lets Keycloak's cache know the memberships. Whenever Keycloak takes an account from its cache, it asks whether one of the account's
     * organizations manages it: two statements for each, unless that is in the cache too, where it only gets when somebody looks the member up by
     * its id. Keycloak removes it when the membership changes; nothing here reads the answer, and nothing is refused because there is none.
     */
    private static void remember(KeycloakSession session, UserModel account, Standing standing) {
        if (standing.memberships().size() > REMEMBERED || UserStorageUtil.userCache(session) == null) {
            return;
        }
        OrganizationProvider keycloak = session.getProvider(OrganizationProvider.class);
        // whoever asks: what is remembered holds for all
        AdminPermissionsSchema.runWithoutAuthorization(
                session,
                () -> standing.memberships()
                        .forEach(membership -> remember(keycloak, membership.organizationId(), account)));
    }

    private static void remember(OrganizationProvider keycloak, String organizationId, UserModel account) {
        try {
            OrganizationModel organization = keycloak.getById(organizationId);
            if (organization != null) {
                keycloak.getMemberById(organization, account.getId());
            }
        } catch (RuntimeException e) {
            // Keycloak throws if an organization is in its cache, and was removed since the standing was read
            LOG.warnf(
                    e, "Account %s is not remembered as a member of organization %s", account.getId(), organizationId);
        }
    }
}
