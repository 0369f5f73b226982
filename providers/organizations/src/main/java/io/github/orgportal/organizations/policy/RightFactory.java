package io.github.orgportal.organizations.policy;

/** Describes and checks the rights of a realm: {@link Right}. */
public final class RightFactory extends PortalComponentFactory {
    /** For Keycloak. */
    public RightFactory() {
        super(ComponentKind.RIGHT);
    }
}
