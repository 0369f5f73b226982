package io.github.orgportal.organizations.application;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.account.PersonProblem;
import io.github.orgportal.organizations.account.PostalAddress;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody types who wants an account.
 *
 * @param role that is wanted
 * @param memberNumbers of an administrator the one of the organization; of a data-centre user its own first, then those that it serves
 * @param person who it is, with birth date; the login name says nothing
 * @param address where letters go
 * @param units numbers of those that an administrator wants to be bound to; none for the whole organization
 * @param locale language tag, in which the person is written to
 */
public record Submission(
        Role role,
        List<String> memberNumbers,
        Person person,
        PostalAddress address,
        List<String> units,
        String locale) {
    /** Member numbers of a data-centre user. */
    public static final int MOST_MEMBER_NUMBERS = 20;

    /** Units of an administrator. */
    public static final int MOST_UNITS = 50;

    static final String MEMBER_NUMBERS = "memberNumbers";
    static final String UNITS = "units";

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z][0-9A-Za-z./-]{0,31}");
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,3}(-[0-9A-Za-z]{1,8}){0,2}");
    private static final int NAME = 255;
    private static final int PHONE = 40;
    private static final int LINE = 100;
    private static final int POSTAL_CODE = 10;
    private static final int COUNTRY = 2;
    private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);

    /** Strips the numbers, and leaves out empty ones. */
    public Submission {
        memberNumbers = stripped(memberNumbers);
        units = stripped(units);
    }

    static List<String> stripped(List<String> numbers) {
        return numbers.stream()
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .toList();
    }

    /** What is wrong with it, as far as can be told from itself. */
    List<PersonProblem> problems(LocalDate today) {
        Problems problems = new Problems();
        if (role == Role.CLERK) {
            problems.add("role", "one_of", Role.ADMINISTRATOR.text() + ", " + Role.DATA_CENTRE_USER.text());
        }
        problems.list(problemsOf(role, memberNumbers, units));
        problems.text("firstName", person.firstName(), NAME);
        problems.text("lastName", person.lastName(), NAME);
        problems.text("email", person.email(), NAME);
        person.phone().ifPresent(phone -> problems.text("phone", phone, PHONE));
        problems.birthDate(person.birthDate(), today);
        problems.text("street", address.street(), LINE);
        problems.text("postalCode", address.postalCode(), POSTAL_CODE);
        problems.text("city", address.city(), LINE);
        problems.text("country", address.country(), COUNTRY);
        if (!LOCALE.matcher(locale).matches()) {
            problems.add("locale", "characters");
        }
        return problems.found;
    }

    /** What is wrong with the numbers of organizations and units, as far as can be told without looking for them. */
    static List<PersonProblem> problemsOf(Role role, List<String> memberNumbers, List<String> units) {
        Problems problems = new Problems();
        if (memberNumbers.isEmpty()) {
            problems.add(MEMBER_NUMBERS, "required");
        }
        problems.numbers(MEMBER_NUMBERS, memberNumbers, role == Role.DATA_CENTRE_USER ? MOST_MEMBER_NUMBERS : 1);
        if (role == Role.ADMINISTRATOR) {
            problems.numbers(UNITS, units, MOST_UNITS);
        } else if (!units.isEmpty()) {
            problems.add(UNITS, "only_for_administrators");
        }
        return problems.found;
    }

    private static final class Problems {
        private final List<PersonProblem> found = new ArrayList<>();

        void add(String field, String code, Object... parameters) {
            found.add(new PersonProblem(field, code, List.of(parameters)));
        }

        void list(List<PersonProblem> others) {
            found.addAll(others);
        }

        void text(String field, String value, int most) {
            if (value.isBlank()) {
                add(field, "required");
            } else if (value.length() > most) {
                add(field, "too_long", most);
            } else if (value.codePoints()
                    .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
                // no database takes them all, and the first line of a mail none of them
                add(field, "characters");
            }
        }

        void numbers(String field, List<String> numbers, int most) {
            if (numbers.size() > most) {
                add(field, "too_many", most);
            } else if (!numbers.stream()
                    .allMatch(number -> NUMBER.matcher(number).matches())) {
                add(field, "characters");
            } else if (new HashSet<>(numbers).size() < numbers.size()) {
                add(field, "twice");
            }
        }

        void birthDate(Optional<String> date, LocalDate today) {
            if (date.isEmpty() || date.get().isBlank()) {
                add("birthDate", "required");
            } else if (!isBirthDate(date.get(), today)) {
                add("birthDate", "birth_date");
            }
        }

        private static boolean isBirthDate(String text, LocalDate today) {
            try {
                LocalDate date = LocalDate.parse(text);
                return date.isBefore(today) && !date.isBefore(OLDEST);
            } catch (DateTimeParseException e) {
                return false;
            }
        }
    }

    /** Not the person. */
    @Override
    public String toString() {
        return "application of a " + role.text();
    }
}
