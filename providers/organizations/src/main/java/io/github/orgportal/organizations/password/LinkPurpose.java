package io.github.orgportal.organizations.password;

/** What a link is for. The names are stored and stand in links: add to them, never change one. */
public enum LinkPurpose {
    /** To choose a personal password. */
    PASSWORD,
    /** To see the own user id. */
    USER_ID
}
