package io.github.orgportal.organizations.policy;

/** What a right is for an account at a unit: a cell of the rights matrix. */
public enum CellState {
    /** Granted, and it works. */
    USABLE,
    /** It could be granted here, but it is not, or a right that it requires is not. */
    NOT_GRANTED,
    /** Granted, but it does not work, because the unit lacks its identifier. */
    NO_IDENTIFIER,
    /** It does not exist for units of this type. */
    NOT_AVAILABLE
}
