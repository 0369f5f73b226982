package io.github.orgportal.mailoutbox;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Brings the table {@code PORTAL_MAIL} and its Liquibase changes to Keycloak's own database. */
public final class OutboxEntityProviderFactory implements JpaEntityProviderFactory {
    // Keycloak names the table of applied changes after the first ten letters, "mailoutbox": they must stay unique.
    static final String PROVIDER_ID = "mailoutbox-portal";

    private static final JpaEntityProvider PROVIDER = new JpaEntityProvider() {
        @Override
        public List<Class<?>> getEntities() {
            return List.of(MailEntity.class);
        }

        @Override
        public String getChangelogLocation() {
            return "META-INF/portal-mail-outbox-changelog.xml";
        }

        @Override
        public String getFactoryId() {
            return PROVIDER_ID;
        }

        @Override
        public void close() {
            // holds nothing
        }
    };

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return PROVIDER;
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
