package io.github.orgportal.organizations.application;

import org.keycloak.models.ModelException;

/** Approval would meet another account, or one in another state, than the operator has seen. */
public final class UnseenAccountException extends ModelException {
    private static final long serialVersionUID = 1;

    UnseenAccountException() {
        super("Approval would meet another account, or another state of it, than was seen");
    }
}
