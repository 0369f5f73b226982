package io.github.orgportal.organizations.lock;

import org.keycloak.models.ModelException;

/** The administrator who asks for a change is not one any more, or was locked in the meantime. */
public final class LockedActorException extends ModelException {
    private static final long serialVersionUID = 1;

    LockedActorException() {
        super("Who asks for the change is no active administrator of the organization any more");
    }
}
