package io.github.orgportal.organizations.access;

/** Why there is a lock. */
public enum LockCause {
    /** An administrator of the organization wants it. */
    ADMINISTRATOR,
    /** The operator wants it. */
    OPERATOR,
    /** The organization has no active administrator: it bears on its clerks alone. */
    LAST_ADMINISTRATOR,
    /** The account's own wrong passwords. It bears on the account alone: a stranger can cause it, so no organization may suffer. */
    WRONG_PASSWORDS
}
