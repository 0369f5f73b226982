package io.github.orgportal.registration;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;

/** One request for a page: which pages there are, and how they are shown. */
record Visit(AuthenticationFlowContext context, PortalPolicy policy, List<Role> offered, Mistakes mistakes) {
    static Visit of(AuthenticationFlowContext context) {
        PortalPolicy policy = Registration.policy(context.getRealm());
        List<Role> offered = policy.registration().roles().stream().sorted().toList();
        return new Visit(
                context,
                policy,
                offered,
                new Mistakes(PortalOrganizations.of(context.getSession()).applications(), policy, offered));
    }

    /** At a page, or at an earlier one that was left out or is not in order. */
    Draft lead(Draft draft, Step wished) {
        List<Step> steps = draft.steps(offered);
        int wrong = mistakes.first(draft).map(steps::indexOf).orElse(steps.size() - 1);
        int asked = steps.indexOf(steps.contains(wished) ? wished : draft.step());
        return draft.at(steps.get(Math.max(0, Math.min(wrong, asked))));
    }

    Step before(Draft draft, Step page) {
        List<Step> steps = draft.steps(offered);
        return steps.get(Math.max(0, steps.indexOf(page) - 1));
    }

    Step after(Draft draft, Step page) {
        List<Step> steps = draft.steps(offered);
        return steps.get(Math.min(steps.size() - 1, steps.indexOf(page) + 1));
    }

    /** Keeps what was entered and shows the page where it stands. */
    void go(Draft draft) {
        go(draft, List.of());
    }

    /** As {@link #go(Draft)}, with what is wrong in its fields. */
    void go(Draft draft, List<FormMessage> wrong) {
        draft.keep(context.getAuthenticationSession());
        show(draft, wrong, "");
    }

    /** As {@link #go(Draft)}, with the key of a text that says why it does not go on. */
    void stay(Draft draft, String problem) {
        draft.keep(context.getAuthenticationSession());
        show(draft, List.of(), problem);
    }

    /** Shows a page and keeps nothing. */
    void show(Draft draft) {
        show(draft, List.of(), "");
    }

    private void show(Draft draft, List<FormMessage> wrong, String problem) {
        LoginFormsProvider form = context.form();
        if (!wrong.isEmpty()) {
            form.setErrors(wrong);
        }
        context.challenge(form.setAttribute("registration", content(draft, wrong, problem))
                .createForm(draft.step().template()));
    }

    private Map<String, Object> content(Draft draft, List<FormMessage> wrong, String problem) {
        Locale language = context.getSession().getContext().resolveLocale(null);
        List<Step> steps = draft.steps(offered);
        Map<String, Object> content = new HashMap<>();
        content.put("step", draft.step().text());
        content.put("number", steps.indexOf(draft.step()) + 1);
        content.put("steps", steps.stream().map(Step::text).toList());
        content.put("roles", offered.stream().map(Role::text).toList());
        content.put("role", draft.role(offered).map(Role::text).orElse(""));
        content.put("wrong", !wrong.isEmpty());
        content.put("problem", problem);
        content.put("entered", entered(draft));
        content.put("longest", longest());
        if (draft.step() == Step.PERSON) {
            content.put("countries", Countries.in(language));
        } else if (draft.step() == Step.CHECK) {
            content.put(
                    "memberNumbers",
                    draft.role(offered).map(draft::memberNumbers).orElse(List.of()));
            content.put("units", draft.role(offered).map(draft::units).orElse(List.of()));
            content.put("country", Countries.name(draft.value(Field.COUNTRY), language));
            content.put(
                    "birthDate",
                    BirthDate.of(draft.value(Field.BIRTH_DATE))
                            .map(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                    .withLocale(language)::format)
                            .orElse(""));
        }
        return content;
    }

    private static Map<String, String> entered(Draft draft) {
        Map<String, String> entered = new HashMap<>();
        for (Field field : Field.values()) {
            entered.put(field.key(), draft.value(field));
        }
        entered.computeIfPresent(Field.COUNTRY.key(), (key, country) -> country.isEmpty() ? Countries.FIRST : country);
        return entered;
    }

    private static Map<String, Integer> longest() {
        Map<String, Integer> longest = new HashMap<>();
        for (Field field : Field.values()) {
            longest.put(field.key(), field.longest());
        }
        return longest;
    }
}
