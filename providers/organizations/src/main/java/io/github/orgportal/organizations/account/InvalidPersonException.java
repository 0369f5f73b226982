package io.github.orgportal.organizations.account;

import java.util.List;
import org.keycloak.models.ModelValidationException;

/** An account that the realm's rules do not allow; nothing was written. */
public final class InvalidPersonException extends ModelValidationException {
    private static final long serialVersionUID = 1;

    private final transient List<PersonProblem> problems;

    InvalidPersonException(String message, List<PersonProblem> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, at least one thing. */
    public List<PersonProblem> problems() {
        return problems;
    }
}
