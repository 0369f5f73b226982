package io.github.orgportal.organizations.application;

/** How far an application has come. The names are stored. */
public enum ApplicationStatus {
    /** Its address was not confirmed yet; it goes by itself when the link in the mail is over. */
    UNCONFIRMED,
    /** It waits for the operator. */
    WAITING,
    /** The operator has approved it, and there is an account. */
    APPROVED,
    /** The operator has rejected it. */
    REJECTED
}
