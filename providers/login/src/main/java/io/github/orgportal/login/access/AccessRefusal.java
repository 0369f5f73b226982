package io.github.orgportal.login.access;

import io.github.orgportal.organizations.access.AccessDecision.Refused;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.access.LockScope;
import io.github.orgportal.organizations.access.Role;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Why somebody with the right password does not get in, as the page tells it.
 *
 * @param kind of the refusal
 * @param reason what the one who locked wrote; empty if nobody did
 * @param organizationId whom it is about; none if the account as a whole
 * @param demanded the roles of which the client demands one; none unless that is why
 */
record AccessRefusal(Kind kind, String reason, Optional<String> organizationId, List<Role> demanded) {
    /** What the page explains; the name in the page's texts is {@link #key()}. */
    enum Kind {
        /** An administrator of the organization has locked the account. */
        ADMINISTRATOR("administrator"),
        /** The operator has locked the account. */
        OPERATOR("operator"),
        /** The organization has no active administrator. */
        LAST_ADMINISTRATOR("lastAdministrator"),
        /** The operator has locked the organization. */
        ORGANIZATION("organization"),
        /** The account's own wrong passwords. */
        WRONG_PASSWORDS("wrongPasswords"),
        /** The client demands a role that the account does not have. */
        ROLE("role"),
        /** Disabled in Keycloak, and no lock of ours says why. */
        DISABLED("disabled");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    AccessRefusal {
        demanded = List.copyOf(demanded);
    }

    static AccessRefusal locked(Refused refused) {
        return new AccessRefusal(kind(refused), refused.reason(), refused.organizationId(), List.of());
    }

    static AccessRefusal wrongRole(Collection<Role> demanded) {
        return new AccessRefusal(
                Kind.ROLE, "", Optional.empty(), demanded.stream().sorted().toList());
    }

    static AccessRefusal disabled() {
        return new AccessRefusal(Kind.DISABLED, "", Optional.empty(), List.of());
    }

    private static Kind kind(Refused refused) {
        if (refused.scope() == LockScope.ORGANIZATION && refused.cause() != LockCause.LAST_ADMINISTRATOR) {
            return Kind.ORGANIZATION;
        }
        return switch (refused.cause()) {
            case ADMINISTRATOR -> Kind.ADMINISTRATOR;
            case OPERATOR -> Kind.OPERATOR;
            case LAST_ADMINISTRATOR -> Kind.LAST_ADMINISTRATOR;
            case WRONG_PASSWORDS -> Kind.WRONG_PASSWORDS;
        };
    }
}
