package io.github.orgportal.organizations.application;

import org.keycloak.models.ModelException;

/** One person alone would decide on an application, where the portal wants two who agree. */
public final class FourEyesException extends ModelException {
    private static final long serialVersionUID = 1;

    FourEyesException() {
        super("Two persons have to agree on an application that was entered");
    }
}
