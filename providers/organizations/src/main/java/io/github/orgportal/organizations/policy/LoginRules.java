package io.github.orgportal.organizations.policy;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.support.InvalidOptionException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * What people log in with.
 *
 * @param kinds of login names that the portal takes
 * @param roleChoice the role is chosen before name and password, and the same address can belong to one account of each role
 * @param administratorIds what the user ids of new administrators look like
 * @param userIds what those of all others look like
 */
public record LoginRules(Set<LoginNameKind> kinds, boolean roleChoice, IdPattern administratorIds, IdPattern userIds) {
    private static final Option<List<String>> KINDS = Option.list(
            "loginNames",
            "Login names",
            "What people log in with. A user id is given to every account; it is a login name only if it is named here.",
            Pattern.compile(
                    Arrays.stream(LoginNameKind.values()).map(Enum::name).collect(Collectors.joining("|"))),
            "E_MAIL, USER_ID, MEMBER_NUMBER, CHOSEN",
            List.of(LoginNameKind.USER_ID.name()));
    private static final Option<Boolean> ROLE_CHOICE = Option.flag(
            "roleChoice",
            "Role before login",
            "The role is chosen before name and password; the same address can belong to one account of each role.",
            false);
    private static final Option<IdPattern> ADMINISTRATOR_IDS = pattern(
            "administratorIds", "User ids of administrators", "What the user ids of new administrators look like");
    private static final Option<IdPattern> USER_IDS =
            pattern("userIds", "User ids of others", "What the user ids of new clerks and data-centre users look like");

    static final List<Option<?>> OPTIONS = List.of(KINDS, ROLE_CHOICE, ADMINISTRATOR_IDS, USER_IDS);

    /** Copies the kinds. */
    public LoginRules {
        kinds = Set.copyOf(kinds);
    }

    private static Option<IdPattern> pattern(String key, String label, String help) {
        IdPattern standard;
        try {
            standard = IdPattern.parse(key, "{digits:10}");
        } catch (InvalidOptionException e) {
            throw new IllegalStateException(e);
        }
        return new Option<>(
                new ProviderConfigProperty(
                        key,
                        label,
                        "%s: %s.".formatted(help, IdPattern.ALLOWED),
                        ProviderConfigProperty.STRING_TYPE,
                        standard.toString()),
                (name, values) -> IdPattern.parse(name, String.join("', '", values)),
                standard);
    }

    static LoginRules of(Map<String, List<String>> config) throws InvalidOptionException {
        Set<LoginNameKind> kinds = EnumSet.noneOf(LoginNameKind.class);
        KINDS.read(config).forEach(name -> kinds.add(LoginNameKind.valueOf(name)));
        if (!kinds.contains(LoginNameKind.E_MAIL) && !kinds.contains(LoginNameKind.USER_ID)) {
            throw new InvalidOptionException(
                    "%s is '%s', allowed is E_MAIL or USER_ID with or without others: not everybody has those"
                            .formatted(KINDS.key(), String.join("', '", KINDS.read(config))));
        }
        return new LoginRules(kinds, ROLE_CHOICE.read(config), ADMINISTRATOR_IDS.read(config), USER_IDS.read(config));
    }

    /** Whether people log in with this kind of names. */
    public boolean takes(LoginNameKind kind) {
        return kinds.contains(kind);
    }

    /** What the user ids of new accounts of a role look like. */
    public IdPattern ids(Role role) {
        return role.isAdministrator() ? administratorIds : userIds;
    }

    /** Whether a name could be somebody's user id, now or later. */
    public boolean isId(String name) {
        return Stream.of(administratorIds, userIds).anyMatch(pattern -> pattern.matches(name));
    }
}
