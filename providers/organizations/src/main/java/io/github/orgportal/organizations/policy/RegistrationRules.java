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
 * @param decidedApplicationDays days after which a decided application is deleted
 * @param perNetwork applications that people send from one network address in an hour
 * @param perAddress of those, mails to one address in a day
 */
public record RegistrationRules(
        Set<Role> roles,
        boolean fourEyes,
        int confirmationHours,
        int decidedApplicationDays,
        int perNetwork,
        int perAddress) {
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
    private static final Option<Integer> DECIDED_APPLICATION_DAYS = Option.number(new WholeNumberOption(
            "decidedApplicationDays",
            "Keeping of decided applications",
            "Days after which an approved or rejected application is deleted, with all that was typed. The log keeps that it was decided.",
            365,
            1,
            3650));
    private static final Option<Integer> PER_NETWORK = Option.number(new WholeNumberOption(
            "registrationsPerNetwork",
            "Registrations from a network",
            "How often per hour people can register from one network address.",
            30,
            1,
            10_000));
    private static final Option<Integer> PER_ADDRESS = Option.number(new WholeNumberOption(
            "registrationsPerAddress",
            "Registrations with an address",
            "Mails with a confirmation link that one e-mail address gets in a day.",
            3,
            1,
            100));

    static final List<Option<?>> OPTIONS =
            List.of(ROLES, FOUR_EYES, CONFIRMATION_HOURS, DECIDED_APPLICATION_DAYS, PER_NETWORK, PER_ADDRESS);

    /** Copies the roles. */
    public RegistrationRules {
        roles = Set.copyOf(roles);
    }

    static RegistrationRules of(Map<String, List<String>> config) throws InvalidOptionException {
        return new RegistrationRules(
                ROLES.read(config).stream().map(Role::valueOf).collect(Collectors.toSet()),
                FOUR_EYES.read(config),
                CONFIRMATION_HOURS.read(config),
                DECIDED_APPLICATION_DAYS.read(config),
                PER_NETWORK.read(config),
                PER_ADDRESS.read(config));
    }

    /** How long the address of an application can be confirmed. */
    public Duration confirmation() {
        return Duration.ofHours(confirmationHours);
    }

    /** How long an application is kept once it is decided. */
    public Duration keptDecided() {
        return Duration.ofDays(decidedApplicationDays);
    }
}
