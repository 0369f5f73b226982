package io.github.orgportal.emailtan;

import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Offers {@link EmailTanEntities}. Implements Keycloak's {@link JpaEntityProviderFactory}. */
public final class EmailTanEntitiesFactory implements JpaEntityProviderFactory {
    /** Names the changelog table, of which Keycloak takes the first ten letters: keep them unique among all modules. */
    static final String PROVIDER_ID = "emailtan-portal";

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new EmailTanEntities();
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to set
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to prepare
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
