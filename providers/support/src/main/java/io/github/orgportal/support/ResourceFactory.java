package io.github.orgportal.support;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * Offers a module's resource below each realm's path. A module extends it and makes the resource.
 *
 * <p>Implements Keycloak's {@link RealmResourceProviderFactory}; the settings of what is offered belong to the realm, not to the server.
 */
public abstract class ResourceFactory implements RealmResourceProviderFactory {
    private final String id;

    /**
     * Names the resource.
     *
     * @param id the path below the realm's
     */
    protected ResourceFactory(String id) {
        this.id = id;
    }

    @Override
    public final String getId() {
        return id;
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

    @Override
    public final void close() {
        // holds nothing
    }
}
