package io.github.orgportal.organizations.policy;

/** Describes and checks the unit types of a realm: {@link UnitType}. */
public final class UnitTypeFactory extends PortalComponentFactory {
    /** For Keycloak. */
    public UnitTypeFactory() {
        super(ComponentKind.UNIT_TYPE);
    }
}
