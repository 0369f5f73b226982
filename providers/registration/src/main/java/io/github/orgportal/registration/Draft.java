package io.github.orgportal.registration;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.account.PostalAddress;
import io.github.orgportal.organizations.application.Submission;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * What somebody has entered so far. It belongs to one tab's login and ends with it: nothing of it is in the database before it is sent.
 *
 * @param id of what will be sent once, however often somebody presses the button
 * @param step the page to show
 * @param reviewed whether the page with all of it was reached: a change leads back there
 * @param entered what was typed
 */
record Draft(String id, Step step, boolean reviewed, Map<Field, String> entered) {
    private static final String NOTE = "portal-registration.draft";

    /** Copies the map. */
    Draft {
        entered = Map.copyOf(entered);
    }

    /** The one of a login; a new one if it has none. */
    static Draft of(AuthenticationSessionModel login) {
        String note = login.getAuthNote(NOTE);
        if (note == null) {
            return new Draft(UUID.randomUUID().toString(), Step.ROLE, false, Map.of());
        }
        try {
            return JsonSerialization.readValue(note, Draft.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keep(AuthenticationSessionModel login) {
        try {
            login.setAuthNote(NOTE, JsonSerialization.writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With what a form says about the fields of its page. */
    Draft with(Step page, MultivaluedMap<String, String> form) {
        Map<Field, String> all = new EnumMap<>(Field.class);
        all.putAll(entered);
        for (Field field : page.fields()) {
            Optional.ofNullable(form.getFirst(field.key()))
                    .ifPresent(value -> all.put(field, cut(value, field.longest() + 1)));
        }
        return new Draft(id, step, reviewed, all);
    }

    private static String cut(String value, int most) {
        String stripped = value.strip();
        return stripped.substring(0, Math.min(most, stripped.length()));
    }

    Draft at(Step next) {
        return new Draft(id, next, reviewed || next == Step.CHECK, entered);
    }

    /** To be sent once more, with what is changed. */
    Draft again() {
        return new Draft(UUID.randomUUID().toString(), Step.CHECK, true, entered);
    }

    String value(Field field) {
        return entered.getOrDefault(field, "");
    }

    /** In which role; none if none was chosen yet that is offered. */
    Optional<Role> role(List<Role> offered) {
        return offered.size() == 1
                ? Optional.of(offered.get(0))
                : Role.of(value(Field.ROLE)).filter(offered::contains);
    }

    /** The pages to go through. */
    List<Step> steps(List<Role> offered) {
        return Stream.of(Step.ROLE, Step.ORGANIZATION, Step.PERSON, Step.UNITS, Step.CHECK)
                .filter(next -> next != Step.ROLE || offered.size() > 1)
                .filter(next -> next != Step.UNITS
                        || role(offered).filter(Role::isAdministrator).isPresent())
                .toList();
    }

    /** The own number, then those that a data centre serves, each once. */
    List<String> memberNumbers(Role role) {
        return Stream.concat(
                        Stream.of(value(Field.MEMBER_NUMBER)),
                        role.isAdministrator() ? Stream.of() : Numbers.of(value(Field.SERVED)).stream())
                .distinct()
                .toList();
    }

    List<String> units(Role role) {
        return role.isAdministrator() ? Numbers.of(value(Field.UNITS)) : List.of();
    }

    /** What was entered, once nothing in it is wrong. */
    Submission submission(Role role, Locale language) {
        String email = value(Field.EMAIL);
        return new Submission(
                role,
                memberNumbers(role),
                new Person(
                        email,
                        email,
                        value(Field.FIRST_NAME),
                        value(Field.LAST_NAME),
                        Optional.of(value(Field.PHONE)).filter(phone -> !phone.isEmpty()),
                        BirthDate.of(value(Field.BIRTH_DATE)).map(LocalDate::toString)),
                new PostalAddress(
                        value(Field.STREET), value(Field.POSTAL_CODE), value(Field.CITY), value(Field.COUNTRY)),
                units(role),
                language.toLanguageTag());
    }

    /** Not the person. */
    @Override
    public String toString() {
        return "draft " + id;
    }
}
