package io.github.orgportal.organizations.policy;

import org.keycloak.provider.Provider;

/**
 * Something that a realm says about its portal. The full name of this type is the key under {@code components} in realm JSON and
 * the provider type in Keycloak's admin API, so it never changes.
 */
public sealed interface PortalComponent extends Provider permits PortalPolicy, Right, UnitType, MailboxType {
    @Override
    default void close() {
        // a value: holds nothing
    }
}
