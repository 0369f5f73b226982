package io.github.orgportal.organizations.loginname;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.policy.LoginNameKind;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A name that opens the login of one account.
 *
 * @param kind of the name
 * @param role that must be chosen with it; none if the name alone says which account is meant
 * @param name in its normal form
 */
public record LoginName(LoginNameKind kind, Optional<Role> role, String name) {
    /** The scope of a name that goes with every role. */
    static final String EVERY_ROLE = "";

    LoginName(LoginNameKind kind, String scope, String name) {
        this(kind, scope.equals(EVERY_ROLE) ? Optional.empty() : Optional.of(Role.valueOf(scope)), name);
    }

    /**
     * The form in which names are compared: without what stands around them and with compatible characters as one (Unicode NFKC, UAX 15), in
     * lower case.
     */
    public static String normal(String entered) {
        // PostgreSQL takes no NUL in a text
        return Normalizer.normalize(entered.replace('\0', '\uFFFD'), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    String scope() {
        return role.map(Role::name).orElse(EVERY_ROLE);
    }

    /** Not the name, which may be an address. */
    @Override
    public String toString() {
        return kind + " " + scope();
    }
}
