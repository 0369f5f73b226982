package io.github.orgportal.organizations.changelog;

import org.keycloak.models.UserModel;

/**
 * Who makes a change.
 *
 * @param kind in which capacity
 * @param id of the account; for the system, of the part of it that acts
 * @param name the login name at the time, so that the log can be read after the account is gone
 */
public record Actor(Kind kind, String id, String name) {
    /** In which capacity somebody acts. */
    public enum Kind {
        /** An administrator of the organization. */
        ADMINISTRATOR,
        /** The operator's staff. */
        OPERATOR,
        /** The person itself. */
        SELF,
        /** The software, by a rule. */
        SYSTEM
    }

    /** An administrator of the organization that the change is about. */
    public static Actor administrator(UserModel account) {
        return new Actor(Kind.ADMINISTRATOR, account.getId(), account.getUsername());
    }

    /** Somebody of the operator. */
    public static Actor operator(UserModel account) {
        return new Actor(Kind.OPERATOR, account.getId(), account.getUsername());
    }

    /** The person whose account it is. */
    public static Actor self(UserModel account) {
        return new Actor(Kind.SELF, account.getId(), account.getUsername());
    }

    /** The software itself, such as {@code last-administrator}. */
    public static Actor system(String part) {
        return new Actor(Kind.SYSTEM, part, part);
    }
}
