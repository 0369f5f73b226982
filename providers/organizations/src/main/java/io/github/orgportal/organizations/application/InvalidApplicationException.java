package io.github.orgportal.organizations.application;

import io.github.orgportal.organizations.account.PersonProblem;
import java.util.List;
import java.util.stream.Collectors;
import org.keycloak.models.ModelValidationException;

/** Something in an application, or in its approval, is not right; nothing was written. */
public final class InvalidApplicationException extends ModelValidationException {
    private static final long serialVersionUID = 1;

    private final transient List<PersonProblem> problems;

    InvalidApplicationException(List<PersonProblem> problems) {
        super(problems.stream()
                .map(problem -> problem.field() + " " + problem.code())
                .collect(Collectors.joining(", ")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, at least one thing. */
    public List<PersonProblem> problems() {
        return problems;
    }
}
