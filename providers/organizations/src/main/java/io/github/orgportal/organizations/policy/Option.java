package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.WholeNumberOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * One key of a component's configuration. It feeds the admin API's description and the reading code alike, so that a default stands
 * in one place.
 *
 * @param property as the admin API describes it
 * @param parser reads the values that are set; there is at least one
 * @param standard what holds if none is set
 */
record Option<T>(ProviderConfigProperty property, Parser<T> parser, T standard) {
    /** Reads the values of one key. */
    interface Parser<T> {
        T parse(String key, List<String> values) throws InvalidOptionException;
    }

    static Option<Boolean> flag(String key, String label, String help, boolean standard) {
        return new Option<>(
                new ProviderConfigProperty(key, label, help, ProviderConfigProperty.BOOLEAN_TYPE, standard),
                Option::flag,
                standard);
    }

    static Option<Integer> number(WholeNumberOption number) {
        return new Option<>(
                number.property(), (key, values) -> number.read(Map.of(key, only(key, values))), number.standard());
    }

    /** One of an enumeration's names, which has no default. */
    static <E extends Enum<E>> Option<Optional<E>> choice(String key, String label, String help, Class<E> type) {
        ProviderConfigProperty property = choices(key, label, help, type);
        property.setRequired(true);
        return new Option<>(property, (name, values) -> Optional.of(constant(name, values, type)), Optional.empty());
    }

    /** One of an enumeration's names. */
    static <E extends Enum<E>> Option<E> choice(String key, String label, String help, Class<E> type, E standard) {
        ProviderConfigProperty property = choices(key, label, help, type);
        property.setDefaultValue(standard.name());
        return new Option<>(property, (name, values) -> constant(name, values, type), standard);
    }

    private static <E extends Enum<E>> ProviderConfigProperty choices(
            String key, String label, String help, Class<E> type) {
        ProviderConfigProperty property =
                new ProviderConfigProperty(key, label, help, ProviderConfigProperty.LIST_TYPE, null);
        property.setOptions(names(type));
        return property;
    }

    private static <E extends Enum<E>> E constant(String key, List<String> values, Class<E> type)
            throws InvalidOptionException {
        String value = only(key, values);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new InvalidOptionException(
                        "%s is '%s', allowed is one of %s".formatted(key, value, String.join(", ", names(type)))));
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    /**
     * Any number of values, sorted, none of them twice. Keycloak keeps the values of a key in no order.
     *
     * @param pattern what each of them looks like
     * @param allowed the same in words
     */
    static Option<List<String>> list(
            String key, String label, String help, Pattern pattern, String allowed, List<String> standard) {
        return new Option<>(
                new ProviderConfigProperty(
                        key, label, help, ProviderConfigProperty.MULTIVALUED_STRING_TYPE, List.copyOf(standard)),
                (name, values) -> {
                    for (String value : values) {
                        if (!pattern.matcher(value).matches()) {
                            throw new InvalidOptionException(
                                    "%s is '%s', allowed are %s".formatted(name, value, allowed));
                        }
                    }
                    return values.stream().distinct().sorted().toList();
                },
                standard.stream().sorted().toList());
    }

    String key() {
        return property.getName();
    }

    /**
     * The value that is set, or the standard one. Blank values count as none, as in Keycloak's admin API.
     *
     * @throws InvalidOptionException if the value is not allowed; the message names key, value and what is
     */
    T read(Map<String, List<String>> config) throws InvalidOptionException {
        List<String> values = config.getOrDefault(key(), List.of()).stream()
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .toList();
        return values.isEmpty() ? standard : parser.parse(key(), values);
    }

    private static Boolean flag(String key, List<String> values) throws InvalidOptionException {
        String value = only(key, values);
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidOptionException("%s is '%s', allowed is true or false".formatted(key, value));
        };
    }

    private static String only(String key, List<String> values) throws InvalidOptionException {
        if (values.size() > 1) {
            throw new InvalidOptionException(
                    "%s is '%s', allowed is a single value".formatted(key, String.join("', '", values)));
        }
        return values.get(0);
    }
}
