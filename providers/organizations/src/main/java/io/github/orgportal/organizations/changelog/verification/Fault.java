package io.github.orgportal.organizations.changelog.verification;

/**
 * The first thing that is wrong with a chain.
 *
 * @param kind what happened to it
 * @param number of the entry where it shows
 * @param text for the operator, in full
 */
record Fault(Kind kind, long number, String text) {
    /** What can happen to a chain. */
    enum Kind {
        /** A column of an entry, or its signature. */
        ALTERED,
        /** Entries are gone. */
        MISSING,
        /** An entry was never written by the software. */
        ADDED,
        /** An entry stands at another number. */
        MOVED,
        /** The last entries are gone. */
        CUT,
        /** The row that says where the chain ends. */
        END_ALTERED
    }
}
