package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * A kind of components that make a portal: how it is called, described and read.
 *
 * @param providerId what stands as {@code providerId} in realm JSON
 * @param help what it is for
 * @param options the keys of its configuration
 * @param reader reads a component's name and configuration
 */
record ComponentKind(String providerId, String help, List<Option<?>> options, Reader reader) {
    static final ComponentKind POLICY = new ComponentKind(
            "portal-policy",
            "The rules of this portal. A realm with any other portal component has exactly one.",
            PortalPolicy.OPTIONS,
            (name, config) -> PortalPolicy.of(config));
    static final ComponentKind RIGHT = new ComponentKind(
            "portal-right",
            "A function of the portal that can be granted. The component's name is the right's id.",
            Right.OPTIONS,
            (name, config) -> Right.of(Id.of(name), config));
    static final ComponentKind UNIT_TYPE = new ComponentKind(
            "portal-unit-type",
            "A type of units, such as a kind of contract. The component's name is the type's id.",
            UnitType.OPTIONS,
            (name, config) -> UnitType.of(Id.of(name), config));
    static final ComponentKind MAILBOX_TYPE = new ComponentKind(
            "portal-mailbox-type",
            "A mailbox that each organization has. The component's name is the type's id.",
            MailboxType.OPTIONS,
            (name, config) -> MailboxType.of(Id.of(name), config));

    private static final List<ComponentKind> ALL = List.of(POLICY, RIGHT, UNIT_TYPE, MAILBOX_TYPE);

    /** Reads a component's name and configuration. */
    interface Reader {
        PortalComponent read(String name, Map<String, List<String>> config) throws InvalidOptionException;
    }

    static Optional<ComponentKind> of(ComponentModel component) {
        return ALL.stream().filter(kind -> kind.isOf(component)).findFirst();
    }

    static String providerIds() {
        return String.join(", ", ALL.stream().map(ComponentKind::providerId).toList());
    }

    boolean isOf(ComponentModel component) {
        return providerId.equals(component.getProviderId());
    }

    List<ProviderConfigProperty> properties() {
        return options.stream().map(Option::property).toList();
    }

    /** How messages name a component of this kind. */
    String call(String name) {
        return "%s '%s'".formatted(providerId, name);
    }

    /**
     * Reads a component of this kind, as far as it can be judged alone.
     *
     * @throws InvalidOptionException if something about it is not allowed; the message names component, key, value and what is
     */
    PortalComponent read(ComponentModel component) throws InvalidOptionException {
        String name = Objects.requireNonNullElse(component.getName(), "");
        Map<String, List<String>> config = config(component);
        try {
            for (String key : config.keySet()) {
                if (options.stream().noneMatch(option -> option.key().equals(key))) {
                    throw new InvalidOptionException("%s is '%s', but there is no such key, allowed is one of %s"
                            .formatted(key, String.join("', '", config.getOrDefault(key, List.of())), keys()));
                }
            }
            return reader.read(name, config);
        } catch (InvalidOptionException e) {
            throw new InvalidOptionException(call(name) + ": " + e.getMessage());
        }
    }

    /** What is set, in a fixed order, so that of several mistakes the same one is told first. */
    private static Map<String, List<String>> config(ComponentModel component) {
        Map<String, List<String>> config = new TreeMap<>();
        if (component.getConfig() != null) {
            component.getConfig().forEach((key, values) -> {
                if (values != null) {
                    config.put(key, values);
                }
            });
        }
        return config;
    }

    private String keys() {
        return String.join(", ", options.stream().map(Option::key).toList());
    }
}
