package io.github.orgportal.organizations.imports;

/** What became of a row. */
public enum Fate {
    /** The thing is new. Of an account: its place in the organization is. */
    CREATED,
    /** It was there and is different now. */
    CHANGED,
    /** It was there and is as the document says. */
    UNCHANGED,
    /** Nothing of the row was done. */
    REJECTED
}
