package io.github.orgportal.organizations;

import io.github.orgportal.onetimepassword.personal.PersonalPasswordChosen;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.application.Applications;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.letter.Letters;
import io.github.orgportal.organizations.lock.Locks;
import io.github.orgportal.organizations.loginname.LoginNames;
import io.github.orgportal.organizations.password.Attempts;
import io.github.orgportal.organizations.password.Links;
import io.github.orgportal.organizations.profile.Organizations;
import io.github.orgportal.organizations.shadow.Shadow;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.OrganizationModel.OrganizationMemberLeaveEvent;
import org.keycloak.models.OrganizationModel.OrganizationRemovedEvent;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.provider.ProviderEvent;

/**
 * Follows what Keycloak removes by itself, and what people choose, in the same transaction: a removed account, organization or member can have been an
 * organization's last administrator.
 */
final class KeycloakEvents {
    private static final Actor KEYCLOAK = Actor.system("keycloak");

    private KeycloakEvents() {}

    static void on(ProviderEvent event) {
        if (event instanceof UserRemovedEvent removed) {
            accountRemoved(removed);
        } else if (event instanceof OrganizationMemberLeaveEvent left) {
            PortalOrganizations.of(left.getSession())
                    .memberships()
                    .remove(left.getUser(), left.getOrganization().getId(), KEYCLOAK);
        } else if (event instanceof OrganizationRemovedEvent removed) {
            organizationRemoved(removed.getKeycloakSession(), removed.getOrganization());
        } else if (event instanceof RealmRemovedEvent removed) {
            realmRemoved(removed.getKeycloakSession(), removed.getRealm().getId());
        } else if (event instanceof PersonalPasswordChosen chosen) {
            activate(chosen);
        }
    }

    private static void accountRemoved(UserRemovedEvent removed) {
        KeycloakSession session = removed.getKeycloakSession();
        if (session.getContext().getRealm() == null) {
            // a job in the background, which needs none for itself
            session.getContext().setRealm(removed.getRealm());
        }
        PortalOrganizations portal = PortalOrganizations.of(session);
        portal.loginNames().forget(removed.getUser().getId());
        portal.memberships().forget(removed.getUser(), KEYCLOAK);
        portal.locks().forget(removed.getUser().getId());
        portal.shadow().forget(removed.getUser().getId());
        portal.links().forget(removed.getUser().getId());
        portal.letters().forget(removed.getUser().getId());
    }

    /** Too many wrong passwords were entered, and what followed has done its work. */
    private static void activate(PersonalPasswordChosen chosen) {
        PortalOrganizations.of(chosen.session())
                .locks()
                .lift(chosen.user(), LockCause.WRONG_PASSWORDS, Actor.self(chosen.user()));
    }

    private static void organizationRemoved(KeycloakSession session, OrganizationModel organization) {
        PortalOrganizations portal = PortalOrganizations.of(session);
        portal.loginNames().forgetOrganization(organization.getId());
        portal.organizations().forget(organization.getId());
        portal.locks().forgetOrganization(organization.getId());
        portal.letters().forgetOrganization(organization.getId());
    }

    private static void realmRemoved(KeycloakSession session, String realmId) {
        Organizations.forgetRealm(session, realmId);
        LoginNames.forgetRealm(session, realmId);
        Locks.forgetRealm(session, realmId);
        Shadow.forgetRealm(session, realmId);
        Links.forgetRealm(session, realmId);
        Letters.forgetRealm(session, realmId);
        Applications.forgetRealm(session, realmId);
        Attempts.forgetRealm(session, realmId);
        ChangeLog.forgetRealm(session, realmId);
    }
}
