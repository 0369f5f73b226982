package io.github.orgportal.organizations.password;

import org.keycloak.email.EmailException;
import org.keycloak.models.ModelException;

/** A mail could not be written: the account's address cannot be sent to. */
public final class UnsentMailException extends ModelException {
    private static final long serialVersionUID = 1;

    UnsentMailException(String accountId, EmailException cause) {
        super("No mail can be sent to the account " + accountId, cause);
    }
}
