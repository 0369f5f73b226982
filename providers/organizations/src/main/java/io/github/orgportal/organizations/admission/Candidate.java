package io.github.orgportal.organizations.admission;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.account.PostalAddress;

/**
 * Somebody who is to be admitted.
 *
 * @param role as what
 * @param person who it is; the login name says nothing
 * @param address where letters go
 * @param locale language tag, in which the person is written to
 */
public record Candidate(Role role, Person person, PostalAddress address, String locale) {
    /** Not the person. */
    @Override
    public String toString() {
        return "candidate for " + role.text();
    }
}
