package io.github.orgportal.organizations.policy;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.WholeNumberOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who can apply for an account, and how the operator decides, part of {@link PortalPolicy}.
 *
 * @param roles for which people register themselves; none if only the operator enters applications
 * @param fourEyes who enters an application cannot approve it, and administrators come by applications only
 * @param confirmationHours hours in which the address of an application can be confirmed
 */
public record RegistrationRules(Set<Role> roles, boolean fourEyes, int confirmationHours) {
    private static final Option<List<String>> ROLES = Option.list(
            "registration",
            "Registration",
            "Roles for which people register themselves; the operator approves. None if nobody registers.",
            Pattern.compile(Role.ADMINISTRATOR + "|" + Role.DATA_CENTRE_USER),
            Role.ADMINISTRATOR + ", " + Role.DATA_CENTRE_USER,
            List.of());
    private static final Option<Boolean> FOUR_EYES = Option.flag(
            "fourEyes",
            "Four eyes",
            "Who enters an application cannot approve it, and the operator makes administrators by applications only.",
            false);
    private static final Option<Integer> CONFIRMATION_HOURS = Option.number(new WholeNumberOption(
            "confirmationHours",
            "Validity of confirmation links",
            "Hours in which the address of an application can be confirmed.",
            48,
            1,
            720));

    static final List<Option<?>> OPTIONS = List.of(ROLES, FOUR_EYES, CONFIRMATION_HOURS);

    /** Copies the roles. */
    public RegistrationRules {
        roles = Set.copyOf(roles);
    }

    static RegistrationRules of(Map<String, List<String>> config) throws InvalidOptionException {
        return new RegistrationRules(
                ROLES.read(config).stream().map(Role::valueOf).collect(Collectors.toSet()),
                FOUR_EYES.read(config),
                CONFIRMATION_HOURS.read(config));
    }

    /** How long the address of an application can be confirmed. */
    public Duration confirmation() {
        return Duration.ofHours(confirmationHours);
    }
}
