package io.github.orgportal.support;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Offers a step of a flow that is there or not, and has no settings of its own: those belong to the realm. A module extends it and makes
 * the step.
 *
 * <p>Implements Keycloak's {@link AuthenticatorFactory}. The step asks for no credential, so it has no reference category.
 */
public abstract class StepFactory implements AuthenticatorFactory {
    private final String id;
    private final String name;
    private final String help;

    /**
     * Names the step.
     *
     * @param id by which flows name it
     * @param name as the admin console shows it
     * @param help what it does, for the admin console
     */
    protected StepFactory(String id, String name, String help) {
        this.id = id;
        this.name = name;
        this.help = help;
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final String getDisplayType() {
        return name;
    }

    @Override
    public final String getHelpText() {
        return help;
    }

    @Override
    public final @Nullable String getReferenceCategory() {
        return null;
    }

    @Override
    public final boolean isConfigurable() {
        return false;
    }

    @Override
    public final List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public final Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public final boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public final void init(Config.Scope config) {
        // nothing to set
    }

    /** Nothing to prepare, unless the module says otherwise. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // see above
    }

    /** Holds nothing, unless the module says otherwise. */
    @Override
    public void close() {
        // see above
    }
}
