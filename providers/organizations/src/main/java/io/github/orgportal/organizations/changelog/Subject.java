package io.github.orgportal.organizations.changelog;

import org.keycloak.models.UserModel;

/**
 * Whom or what a change is about.
 *
 * @param kind of the thing
 * @param id of the thing
 * @param name login name, or number, at the time
 */
public record Subject(Kind kind, String id, String name) {
    /** What a change can be about. */
    public enum Kind {
        /** An account. */
        ACCOUNT,
        /** An organization as a whole. */
        ORGANIZATION,
        /** A unit of an organization. */
        UNIT,
        /** A mailbox of an organization. */
        MAILBOX,
        /** Somebody's application for an account. */
        APPLICATION
    }

    /** An account. */
    public static Subject account(UserModel account) {
        return new Subject(Kind.ACCOUNT, account.getId(), account.getUsername());
    }

    /** An organization, by its id and member number. */
    public static Subject organization(String id, String memberNumber) {
        return new Subject(Kind.ORGANIZATION, id, memberNumber);
    }
}
