package io.github.orgportal.organizations;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Lets sessions hand out {@link PortalOrganizations}, so that all code of a request shares one. */
public final class PortalOrganizationsSpi implements Spi {
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "portal-organizations";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return PortalOrganizations.class;
    }

    @Override
    public Class<? extends ProviderFactory<PortalOrganizations>> getProviderFactoryClass() {
        return PortalOrganizationsFactory.class;
    }
}
