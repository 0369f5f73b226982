package io.github.orgportal.support;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Brings a module's tables and their Liquibase changes to Keycloak's own database. A module extends it and names what it has.
 *
 * <p>Implements Keycloak's {@link JpaEntityProviderFactory}, and the provider too: it has no state.
 */
public abstract class EntityProviderFactory implements JpaEntityProviderFactory, JpaEntityProvider {
    private final String id;
    private final String changelog;
    private final List<Class<?>> entities;

    /**
     * What the module has.
     *
     * @param id Keycloak names the table of applied changes after its first ten letters: keep them unique among all modules
     * @param changelog where the Liquibase changelog lies on the class path
     * @param entities the module's entities
     */
    protected EntityProviderFactory(String id, String changelog, List<Class<?>> entities) {
        this.id = id;
        this.changelog = changelog;
        this.entities = List.copyOf(entities);
    }

    @Override
    public final JpaEntityProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public final List<Class<?>> getEntities() {
        return entities;
    }

    @Override
    public final String getChangelogLocation() {
        return changelog;
    }

    @Override
    public final String getFactoryId() {
        return id;
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final void init(Config.Scope config) {
        // nothing to set
    }

    @Override
    public final void postInit(KeycloakSessionFactory factory) {
        // nothing to prepare
    }

    @Override
    public final void close() {
        // holds nothing
    }
}
