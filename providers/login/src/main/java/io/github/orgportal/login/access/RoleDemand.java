package io.github.orgportal.login.access;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.support.InvalidOptionException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;

/**
 * The portal roles of which a client demands one, from its attribute {@value #ATTRIBUTE}: roles as {@link Role#text()} writes them,
 * with commas between them.
 *
 * @param made whether the client demands any; if not, everybody may use it who may log in
 * @param roles that fit
 */
record RoleDemand(boolean made, Set<Role> roles) {
    /** The client's attribute. */
    static final String ATTRIBUTE = "portal.roles";

    /** Of a client that demands nothing. */
    static final RoleDemand NONE = new RoleDemand(false, Set.of());

    /** What nobody meets. */
    private static final RoleDemand IMPOSSIBLE = new RoleDemand(true, Set.of());

    RoleDemand {
        roles = Set.copyOf(roles);
    }

    /** What a client demands. If somebody put nonsense past {@link #validate}, nobody gets in, rather than everybody. */
    static RoleDemand of(ClientModel client) {
        try {
            return read(client);
        } catch (InvalidOptionException e) {
            return IMPOSSIBLE;
        }
    }

    /**
     * Checks what is set at a client.
     *
     * @throws InvalidOptionException if one of the roles is none; the message names attribute, value and what is allowed
     */
    static void validate(ClientModel client) throws InvalidOptionException {
        read(client);
    }

    private static RoleDemand read(ClientModel client) throws InvalidOptionException {
        String value = client.getAttribute(ATTRIBUTE);
        return value == null || value.isBlank() ? NONE : parse(value);
    }

    private static RoleDemand parse(String value) throws InvalidOptionException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String text : value.split(",", -1)) {
            roles.add(Role.of(text.strip())
                    .orElseThrow(() -> new InvalidOptionException("%s is '%s', allowed are %s, with commas between them"
                            .formatted(ATTRIBUTE, value, allowed()))));
        }
        return new RoleDemand(true, roles);
    }

    private static String allowed() {
        return Arrays.stream(Role.values()).map(Role::text).collect(Collectors.joining(", "));
    }
}
