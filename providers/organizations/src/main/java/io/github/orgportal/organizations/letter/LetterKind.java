package io.github.orgportal.organizations.letter;

/** What a letter tells. The names are stored: add to them, never change one. */
public enum LetterKind {
    /** The account's one-time password, and until when it is valid. */
    ONE_TIME_PASSWORD,
    /** The account's access id. */
    ACCESS_ID,
    /** The number of the organization. */
    MEMBER_NUMBER
}
