package io.github.orgportal.organizations.changelog;

/** What was done. The names are stored: add to them, never change one. */
public enum Action {
    /** An organization was made known to the portal. */
    ORGANIZATION_CREATED,
    /** Name or kind of an organization. */
    ORGANIZATION_CHANGED,
    /** An organization went, with its memberships. */
    ORGANIZATION_REMOVED,
    /** The rights that the operator has switched off for an organization. */
    RESTRICTIONS_CHANGED,
    /** A unit of an organization is new. */
    UNIT_CREATED,
    /** A unit's name, type or identifier. */
    UNIT_CHANGED,
    /** A unit went, with its grants. */
    UNIT_REMOVED,
    /** An account is new. */
    ACCOUNT_CREATED,
    /** An account's personal data. */
    ACCOUNT_CHANGED,
    /** The login name that a person has chosen. */
    LOGIN_NAME_CHANGED,
    /** An account was removed from Keycloak. */
    ACCOUNT_REMOVED,
    /** An account belongs to an organization from now on. */
    MEMBERSHIP_CREATED,
    /** An account's role in an organization. */
    ROLE_CHANGED,
    /** An account does not belong to an organization any more. */
    MEMBERSHIP_REMOVED,
    /** Rights on units. */
    GRANTS_CHANGED,
    /** Mailboxes of a membership. */
    MAILBOXES_CHANGED,
    /** Where a mailbox' notifications go. */
    NOTIFICATION_ADDRESS_CHANGED,
    /** A lock was put on. */
    LOCKED,
    /** A lock was lifted. */
    UNLOCKED,
    /** An account got a one-time password. */
    ONE_TIME_PASSWORD_SET,
    /** An administrator looked at a one-time password. */
    ONE_TIME_PASSWORD_SHOWN,
    /** Somebody wanted to look at a one-time password and may not. */
    ONE_TIME_PASSWORD_REFUSED,
    /** Somebody said that the password was forgotten. */
    PASSWORD_FORGOTTEN,
    /** A link to choose a password was sent. */
    PASSWORD_LINK_SENT,
    /** A password was chosen by link. */
    PASSWORD_CHOSEN,
    /** A link to fetch the user id was sent. */
    USER_ID_LINK_SENT,
    /** The user id was fetched by link. */
    USER_ID_FETCHED,
    /** A letter waits to be printed. */
    LETTER_REQUESTED,
    /** A PDF with a letter was made, to be printed. */
    LETTER_PDF_MADE,
    /** A letter is on paper; what is secret in it stands nowhere else any more. */
    LETTER_PRINTED,
    /** Who created an account has confirmed that the person knows the terms of use. */
    TERMS_CONFIRMED,
    /** A clerk wants a right. */
    RIGHT_REQUESTED,
    /** The operator has done what it takes for a right that somebody asked for. */
    ACTIVATION_DONE,
    /** The operator does not do it. */
    ACTIVATION_DECLINED,
    /** Whether an administrator is bound to what it holds, or holds the whole organization. */
    BOUNDS_CHANGED,
    /** Somebody of the operator has typed in an application from paper. */
    APPLICATION_ENTERED,
    /** An application was approved, and led to an account. */
    APPLICATION_APPROVED,
    /** An application was rejected. */
    APPLICATION_REJECTED
}
