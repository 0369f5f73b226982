package io.github.orgportal.organizations.account;

/** How an account stands in an organization. Derived whenever it is asked for; what is stored of it only helps lists to find. */
public enum Status {
    /** It has no personal password yet. */
    PENDING,
    /** It can log in. */
    ACTIVE,
    /** Somebody has locked the account, its membership or the organization. */
    LOCKED,
    /** Its own wrong passwords have locked it. */
    DEACTIVATED;

    /** Whether an account that stands so can log in now; a pending one can with what it was handed over. */
    public boolean hasAccess() {
        return this == PENDING || this == ACTIVE;
    }
}
