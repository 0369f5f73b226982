package io.github.orgportal.emailtan;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** Brings the table of this module. Implements Keycloak's {@link JpaEntityProvider}. */
final class EmailTanEntities implements JpaEntityProvider {
    @Override
    public List<Class<?>> getEntities() {
        return List.of(TanAccountEntity.class);
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/portal-email-tan-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return EmailTanEntitiesFactory.PROVIDER_ID;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
