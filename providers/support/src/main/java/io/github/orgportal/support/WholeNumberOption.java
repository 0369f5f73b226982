package io.github.orgportal.support;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * A setting that is a whole number within limits. It feeds the form of the admin console and the reading code alike, so that a
 * default stands in one place.
 *
 * @param key the key in the configuration
 * @param label what the admin console calls it
 * @param help what it does, with its unit
 * @param standard the value if none is set
 * @param least the smallest value allowed
 * @param most the largest value allowed
 */
public record WholeNumberOption(String key, String label, String help, int standard, int least, int most) {
    /** The setting as the admin console shows it. */
    public ProviderConfigProperty property() {
        return new ProviderConfigProperty(
                key,
                label,
                "%s Allowed: %d to %d.".formatted(help, least, most),
                ProviderConfigProperty.STRING_TYPE,
                Integer.toString(standard));
    }

    /**
     * Reads the setting of a component or an execution.
     *
     * @return the value that is set, or the standard one
     * @throws InvalidOptionException if the value is not a whole number within the limits; the message names key, value and
     *     limits
     */
    public int read(Map<String, String> config) throws InvalidOptionException {
        return parse(config.get(key));
    }

    /**
     * Reads the setting of a provider of the server.
     *
     * @return as above
     * @throws InvalidOptionException as above
     */
    public int read(Config.Scope config) throws InvalidOptionException {
        return parse(config.get(key));
    }

    private int parse(@Nullable String value) throws InvalidOptionException {
        if (value == null || value.isBlank()) {
            return standard;
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a number out of bounds
        }
        throw new InvalidOptionException(
                "%s is '%s', allowed is a whole number from %d to %d".formatted(key, value, least, most));
    }
}
