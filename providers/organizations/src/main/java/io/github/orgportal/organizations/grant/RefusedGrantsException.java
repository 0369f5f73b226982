package io.github.orgportal.organizations.grant;

import io.github.orgportal.organizations.policy.GrantProblem;
import java.util.List;
import org.keycloak.models.ModelValidationException;

/** Rights that cannot be granted at a unit; nothing was changed. */
public final class RefusedGrantsException extends ModelValidationException {
    private static final long serialVersionUID = 1;

    private final String unitId;
    private final transient List<GrantProblem> problems;

    RefusedGrantsException(String unitId, List<GrantProblem> problems) {
        super("Unit %s: %s".formatted(unitId, problems));
        this.unitId = unitId;
        this.problems = List.copyOf(problems);
    }

    /** Where. */
    public String unitId() {
        return unitId;
    }

    /** What is wrong, at least one thing. */
    public List<GrantProblem> problems() {
        return problems;
    }
}
