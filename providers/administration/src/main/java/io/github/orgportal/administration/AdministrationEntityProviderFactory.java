package io.github.orgportal.administration;

import io.github.orgportal.support.EntityProviderFactory;
import java.util.List;

/** Brings the tables of {@link Limits}, {@link Once} and {@link ImportTurn}. */
public final class AdministrationEntityProviderFactory extends EntityProviderFactory {
    /** Called by Keycloak, which finds the class in {@code META-INF/services}. */
    public AdministrationEntityProviderFactory() {
        super("administration-orgportal", "META-INF/portal-administration-changelog.xml", List.of());
    }
}
