package io.github.orgportal.organizations.grant;

import org.keycloak.models.ModelValidationException;

/** A unit that the organization does not have; nothing was changed. */
public final class UnknownUnitException extends ModelValidationException {
    private static final long serialVersionUID = 1;

    UnknownUnitException(String unitId) {
        super("The organization has no unit " + unitId);
    }
}
