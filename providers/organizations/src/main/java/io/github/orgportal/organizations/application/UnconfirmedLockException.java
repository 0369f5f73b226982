package io.github.orgportal.organizations.application;

import org.keycloak.models.ModelException;

/** Approval would lift a lock that the operator has set, and nobody has said that it is to. */
public final class UnconfirmedLockException extends ModelException {
    private static final long serialVersionUID = 1;

    UnconfirmedLockException() {
        super("Approval would lift a lock of the operator's");
    }
}
