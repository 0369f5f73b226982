package io.github.orgportal.organizations.application;

import org.keycloak.models.ModelException;

/** Who has entered an application wants to approve it, where the portal wants two persons for that. */
public final class FourEyesException extends ModelException {
    private static final long serialVersionUID = 1;

    FourEyesException() {
        super("Who has entered an application cannot approve it");
    }
}
