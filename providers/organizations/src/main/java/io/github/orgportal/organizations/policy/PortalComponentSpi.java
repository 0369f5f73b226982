package io.github.orgportal.organizations.policy;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Makes {@link PortalComponent} a type of component that a realm can hold. Implements Keycloak's {@link Spi}. */
public final class PortalComponentSpi implements Spi {
    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "portal-component";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return PortalComponent.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return PortalComponentFactory.class;
    }
}
