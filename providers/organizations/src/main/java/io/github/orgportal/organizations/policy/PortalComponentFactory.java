package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import java.util.List;
import java.util.function.Predicate;
import org.keycloak.Config;
import org.keycloak.component.ComponentFactory;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Describes and checks one kind of {@link PortalComponent}. Implements Keycloak's {@link ComponentFactory}.
 *
 * <p>Keycloak asks {@code validateConfiguration} for every component that is imported, created or updated; there it is judged alone,
 * because an import brings its fellows in any order. {@code onCreate}, {@code onUpdate} and {@code preRemove} come from the admin API
 * only, when the others are there; then all are judged together. {@link PortalPolicyFactory} does that after an import.
 */
public abstract class PortalComponentFactory implements ComponentFactory<PortalComponent, PortalComponent> {
    private final ComponentKind kind;

    PortalComponentFactory(ComponentKind kind) {
        this.kind = kind;
    }

    @Override
    public final PortalComponent create(KeycloakSession session, ComponentModel component) {
        try {
            return kind.read(component);
        } catch (InvalidOptionException e) {
            throw new ModelException(e.getMessage(), e);
        }
    }

    @Override
    public final void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel component) {
        try {
            kind.read(component);
        } catch (InvalidOptionException e) {
            throw refusal(realm, e);
        }
    }

    @Override
    public final void onCreate(KeycloakSession session, RealmModel realm, ComponentModel component) {
        try {
            PortalRealm.read(realm, each -> true);
        } catch (InvalidOptionException e) {
            throw refusal(realm, e);
        }
    }

    @Override
    public final void onUpdate(
            KeycloakSession session, RealmModel realm, ComponentModel before, ComponentModel component) {
        try {
            refuseOtherName(before, component);
            PortalRealm.read(realm, each -> true);
        } catch (InvalidOptionException e) {
            throw refusal(realm, e);
        }
    }

    /** Grants and units refer to it. */
    private static void refuseOtherName(ComponentModel before, ComponentModel component) throws InvalidOptionException {
        refuseOther("name", before, before.getName(), component.getName());
        refuseOther("providerId", before, before.getProviderId(), component.getProviderId());
    }

    private static void refuseOther(String key, ComponentModel component, String before, String after)
            throws InvalidOptionException {
        if (!before.equals(after)) {
            throw new InvalidOptionException("%s '%s': %s is '%s', allowed is '%s', as before"
                    .formatted(component.getProviderId(), component.getName(), key, after, before));
        }
    }

    @Override
    public final void preRemove(KeycloakSession session, RealmModel realm, ComponentModel component) {
        Predicate<ComponentModel> stays = each -> !each.getId().equals(component.getId());
        try {
            PortalRealm.read(realm, stays);
        } catch (InvalidOptionException e) {
            String message = PortalRealm.inRealm(realm, e);
            ModelValidationException refusal = new ModelValidationException(message);
            // KeycloakErrorHandler tells the message only if a ModelException is the cause.
            refusal.initCause(new ModelException(message, e));
            throw refusal;
        }
    }

    private static ComponentValidationException refusal(RealmModel realm, InvalidOptionException error) {
        return new ComponentValidationException(PortalRealm.inRealm(realm, error), error);
    }

    @Override
    public void init(Config.Scope config) {
        // settings belong to the realm, not to the server
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to do for most kinds
    }

    @Override
    public final void close() {
        // holds nothing
    }

    @Override
    public final String getId() {
        return kind.providerId();
    }

    @Override
    public final String getHelpText() {
        return kind.help();
    }

    @Override
    public final List<ProviderConfigProperty> getConfigProperties() {
        return kind.properties();
    }
}
