package io.github.orgportal.administration;

import io.github.orgportal.support.Problem;
import io.github.orgportal.support.Problem.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.validate.BuiltinValidators;

/** Looks at the fields of a request one after the other, and refuses it at the end with all that is wrong. */
final class Checks {
    /** Characters of a search term. */
    static final int SEARCH = 100;

    private static final int NUMBER = 1_000_000;
    /** More than any list of them has. */
    private static final int NUMBERS = 100;

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final KeycloakSession session;
    private final List<FieldError> errors = new ArrayList<>();

    Checks(KeycloakSession session) {
        this.session = session;
    }

    /** A text that must be there. Of a refused one, an empty one. */
    String text(String field, @Nullable String value, int most) {
        Optional<String> found = optional(field, value, most);
        if (found.isEmpty() && errors.stream().noneMatch(error -> error.field().equals(field))) {
            refuse(field, "required");
        }
        return found.orElse("");
    }

    /** A text that may be missing; a blank one is. */
    Optional<String> optional(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        String text = value.strip();
        if (text.length() > most) {
            refuse(field, "too_long", most);
            return Optional.empty();
        }
        if (!isText(text)) {
            refuse(field, "characters");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** An e-mail address that may be missing. */
    Optional<String> address(String field, @Nullable String value) {
        Optional<String> text = optional(field, value, 255);
        if (text.isPresent()
                && !BuiltinValidators.emailValidator().validate(text.get()).isValid()) {
            refuse(field, "error-invalid-email", field);
            return Optional.empty();
        }
        return text;
    }

    /** Neither control characters nor halves of characters: no database takes them all. */
    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE
                        || (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t'));
    }

    int number(String field, @Nullable String value, int standard, int least, int most) {
        if (value == null || value.isEmpty()) {
            return standard;
        }
        if (!DIGITS.matcher(value).matches() || Long.parseLong(value) < least || Long.parseLong(value) > most) {
            refuse(field, "number", least, most);
            return standard;
        }
        return Integer.parseInt(value);
    }

    int first(@Nullable String value) {
        return number("first", value, 0, 0, NUMBER);
    }

    int max(@Nullable String value) {
        return number("max", value, 20, 1, 100);
    }

    /** Milliseconds since 1970 UTC. */
    Optional<Long> time(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (!DIGITS.matcher(value).matches()) {
            refuse(field, "number", 0, Long.MAX_VALUE);
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(value));
    }

    Optional<Boolean> flag(String field, @Nullable String value) {
        return one(field, value, List.of(Boolean.TRUE, Boolean.FALSE), String::valueOf);
    }

    <E> Optional<E> one(String field, @Nullable String value, List<E> all, Function<E, String> name) {
        return value == null || value.isEmpty() ? Optional.empty() : oneOf(field, value, all, name);
    }

    private <E> Optional<E> oneOf(String field, String value, List<E> all, Function<E, String> name) {
        Optional<E> found =
                all.stream().filter(each -> name.apply(each).equals(value)).findAny();
        if (found.isEmpty()) {
            refuse(field, "one_of", all.stream().map(name).collect(Collectors.joining(", ")));
        }
        return found;
    }

    /** By what a list is sorted: a column, with a minus in front if the last one comes first. */
    <C, O> Optional<O> order(String sort, C[] columns, Function<C, String> name, BiFunction<C, Boolean, O> order) {
        boolean descending = sort.startsWith("-");
        return oneOf("sort", descending ? sort.substring(1) : sort, List.of(columns), name)
                .map(column -> order.apply(column, descending));
    }

    /** Any number of an enumeration's constants. */
    <E extends Enum<E>> Set<E> some(String field, List<String> values, Class<E> type, Function<E, String> name) {
        Set<E> found = EnumSet.noneOf(type);
        values.forEach(value ->
                one(field, value, Arrays.asList(type.getEnumConstants()), name).ifPresent(found::add));
        return found;
    }

    /** Numbers of organizations or units, if the caller sent any; what they look like, the domain says. */
    Optional<List<String>> numbers(String field, @Nullable List<@Nullable String> values) {
        if (values == null) {
            return Optional.empty();
        }
        List<String> numbers = values.stream().flatMap(Stream::ofNullable).toList();
        if (numbers.size() < values.size()) {
            refuse(field, "required");
        } else if (numbers.size() > NUMBERS) {
            refuse(field, "too_many", NUMBERS);
        }
        return Optional.of(numbers);
    }

    /** As an enumeration's constants are written where the domain has no word for them. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void refuse(String field, String code, Object... values) {
        errors.add(FieldError.of(session, field, code, values));
    }

    /** Refuses the request if anything was wrong. */
    void done() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(session, errors);
        }
    }
}
