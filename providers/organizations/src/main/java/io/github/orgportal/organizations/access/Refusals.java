package io.github.orgportal.organizations.access;

import io.github.orgportal.organizations.access.AccessDecision.Refused;
import java.util.Comparator;

/** Which of several refusals is told. */
final class Refusals {
    /** What somebody decided about the person comes first; the rest makes the order total, so that the answer is always the same. */
    static final Comparator<Refused> BY_WEIGHT = Comparator.comparing(Refused::scope)
            .thenComparing(Refused::cause)
            .thenComparing(refused -> refused.organizationId().orElse(""))
            .thenComparing(Refused::reason);

    private Refusals() {}
}
