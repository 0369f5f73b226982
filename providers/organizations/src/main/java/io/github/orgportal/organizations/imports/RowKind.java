package io.github.orgportal.organizations.imports;

/** What a row of the report is about. */
public enum RowKind {
    /** The document as such, if it cannot be read to its end. */
    DOCUMENT,
    /** An organization with its restrictions and mailboxes. */
    ORGANIZATION,
    /** A unit. */
    UNIT,
    /** An account's place in an organization, its personal data, and what it may do there. */
    ACCOUNT
}
