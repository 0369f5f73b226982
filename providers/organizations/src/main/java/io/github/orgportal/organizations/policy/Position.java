package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.WholeNumberOption;

/** Where something stands among its kind. Keycloak keeps the components of a realm in no order. */
final class Position {
    static final Option<Integer> OPTION = Option.number(new WholeNumberOption(
            "position",
            "Position",
            "Where it stands in lists; those at the same position follow their ids.",
            0,
            0,
            10_000));

    private Position() {}
}
