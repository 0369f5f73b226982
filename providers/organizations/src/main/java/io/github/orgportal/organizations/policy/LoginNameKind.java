package io.github.orgportal.organizations.policy;

/** The kinds of login names. The names are stored: add to them, never change one. */
public enum LoginNameKind {
    /** The account's e-mail address; where the role is chosen before the login, once for each role. */
    E_MAIL,
    /** The id that the portal, or the operator's import, has given: it never changes and never becomes somebody else's. */
    USER_ID,
    /** The number of the organization, for the administrator who has been there longest. */
    MEMBER_NUMBER,
    /** The name that the person has chosen. */
    CHOSEN
}
