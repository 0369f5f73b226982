package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmModel.RealmPostCreateEvent;
import org.keycloak.provider.ProviderEvent;

/**
 * Describes and checks the rules of a realm: {@link PortalPolicy}. And stops the import of a portal's realm whose components
 * contradict each other, whose flows name steps that are not there, or whose passwords need required actions that are not enabled.
 */
public final class PortalPolicyFactory extends PortalComponentFactory {
    /** For Keycloak. */
    public PortalPolicyFactory() {
        super(ComponentKind.POLICY);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(PortalPolicyFactory::onEvent);
    }

    private static void onEvent(ProviderEvent event) {
        if (event instanceof RealmPostCreateEvent created) {
            validate(created.getKeycloakSession(), created.getCreatedRealm());
        }
    }

    private static void validate(KeycloakSession session, RealmModel realm) {
        try {
            Optional<PortalRealm> portal = PortalRealm.read(realm, component -> true);
            if (portal.isPresent()) {
                new FlowSteps(session.getKeycloakSessionFactory()).check(realm);
                WrongPasswordRules.check(realm, portal.get().policy());
                PasswordActions.check(realm, portal.get().policy().passwords());
            }
        } catch (InvalidOptionException e) {
            throw new ModelException(PortalRealm.inRealm(realm, e), e);
        }
    }
}
