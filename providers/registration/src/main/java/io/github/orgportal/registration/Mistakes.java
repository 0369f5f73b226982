package io.github.orgportal.registration;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.PersonProblem;
import io.github.orgportal.organizations.application.Applications;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.utils.FormMessage;

/** What is wrong with what somebody has entered. It asks the realm's rules and nothing else: not what organizations and accounts there are. */
record Mistakes(Applications applications, PortalPolicy policy, List<Role> offered) {
    /** What the domain calls the numbers of organizations. */
    private static final String NUMBERS = "memberNumbers";
    /** Any: the realm offers none that is wrong. */
    private static final Locale LANGUAGE = Locale.GERMAN;

    private static final String KEY = "portalRegistrationError_";

    /** The first page on which something is wrong. */
    Optional<Step> first(Draft draft) {
        Map<Field, FormMessage> all = all(draft);
        return draft.steps(offered).stream()
                .filter(step -> step.fields().stream().anyMatch(all::containsKey))
                .findFirst();
    }

    /** What is wrong on a page, one thing per field. */
    List<FormMessage> of(Step step, Draft draft) {
        Map<Field, FormMessage> all = all(draft);
        List<FormMessage> mistakes = new ArrayList<>();
        step.fields().forEach(field -> Optional.ofNullable(all.get(field)).ifPresent(mistakes::add));
        return mistakes;
    }

    private Map<Field, FormMessage> all(Draft draft) {
        Map<Field, FormMessage> all = new LinkedHashMap<>();
        Optional<Role> role = draft.role(offered);
        if (role.isEmpty()) {
            all.put(Field.ROLE, new FormMessage(Field.ROLE.key(), KEY + "role"));
        }
        for (Field field : Field.values()) {
            missing(field, draft).ifPresent(message -> all.putIfAbsent(field, message));
        }
        if (!Countries.has(draft.value(Field.COUNTRY))) {
            // any two capitals would do for the user profile
            all.putIfAbsent(Field.COUNTRY, new FormMessage(Field.COUNTRY.key(), KEY + Field.COUNTRY.key()));
        }
        if (policy.isGeneric(draft.value(Field.EMAIL))) {
            // the domain tells it last, when nothing else is wrong
            all.putIfAbsent(Field.EMAIL, new FormMessage(Field.EMAIL.key(), PersonProblem.GENERIC_ADDRESS));
        }
        for (PersonProblem problem : applications.check(draft.submission(role.orElse(Role.ADMINISTRATOR), LANGUAGE))) {
            field(problem, draft).ifPresent(field -> all.putIfAbsent(field, message(field, problem)));
        }
        return all;
    }

    private static Optional<FormMessage> missing(Field field, Draft draft) {
        String value = draft.value(field);
        if (value.isEmpty()) {
            return field.required() ? Optional.of(new FormMessage(field.key(), KEY + "missing")) : Optional.empty();
        }
        return value.length() > field.longest()
                ? Optional.of(new FormMessage(field.key(), KEY + "tooLong", field.longest()))
                : Optional.empty();
    }

    /** Where it was typed; an administrator types one number, a data centre its own one apart from the others. */
    private Optional<Field> field(PersonProblem problem, Draft draft) {
        if (!problem.field().equals(NUMBERS)) {
            return Field.of(problem.field());
        }
        boolean own = applications.check(draft.submission(Role.ADMINISTRATOR, LANGUAGE)).stream()
                .anyMatch(found -> found.field().equals(NUMBERS));
        return Optional.of(own ? Field.MEMBER_NUMBER : Field.SERVED);
    }

    private static FormMessage message(Field field, PersonProblem problem) {
        if (problem.code().equals(PersonProblem.GENERIC_ADDRESS)) {
            return new FormMessage(field.key(), problem.code());
        }
        return problem.code().equals("too_many")
                ? new FormMessage(
                        field.key(), KEY + "tooMany", problem.parameters().toArray())
                : new FormMessage(field.key(), KEY + field.key());
    }
}
