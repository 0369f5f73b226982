package io.github.orgportal.organizations.access;

/** What a lock is put on. */
public enum LockScope {
    /** The account, in all its organizations. */
    USER,
    /** The account in one of its organizations. */
    MEMBERSHIP,
    /** An organization. */
    ORGANIZATION
}
