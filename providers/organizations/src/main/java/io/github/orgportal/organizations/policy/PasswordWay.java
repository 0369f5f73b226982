package io.github.orgportal.organizations.policy;

/** How a password that somebody did not choose reaches that person. Ordered by who sees it on the way: fewer and fewer. */
public enum PasswordWay {
    /** A one-time password that administrators of the organization see and hand over. */
    HANDED_OVER,
    /** A one-time password by letter post; nobody else sees it. */
    LETTER,
    /** A link by e-mail that leads to choosing a password: there is no one-time password. */
    LINK
}
