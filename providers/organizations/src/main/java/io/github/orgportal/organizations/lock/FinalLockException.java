package io.github.orgportal.organizations.lock;

import org.keycloak.models.ModelException;

/** An administrator who was locked by one comes back by a new registration only. */
public final class FinalLockException extends ModelException {
    private static final long serialVersionUID = 1;

    FinalLockException() {
        super("An administrator who was locked by an administrator comes back by a new registration only");
    }
}
