package io.github.orgportal.organizations.application;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.account.PostalAddress;
import io.github.orgportal.organizations.changelog.Actor;
import java.util.List;
import java.util.Optional;

/**
 * Somebody's wish to have an account. Times are milliseconds since 1970 UTC.
 *
 * @param id of the application
 * @param reference what it is called on paper
 * @param role that is wanted
 * @param status how far it has come
 * @param memberNumbers as they were typed, or as the operator has corrected them: an administrator's organization; of a data-centre user its own first,
 *     then those that it serves
 * @param person who wants it, with birth date; the login name says nothing
 * @param address where letters go
 * @param units numbers of those that an administrator wants to be bound to; none for the whole organization
 * @param locale language tag, in which the person is written to
 * @param submittedAt when it was sent or entered
 * @param confirmedAt when its address was confirmed; none if the operator has entered it
 * @param enteredBy who of the operator typed it in from paper; none if the person did
 * @param decidedAt when it was approved or rejected
 * @param decidedBy by whom
 * @param reason why it was rejected; empty if it was not
 * @param account id of the account that it led to
 */
public record Application(
        String id,
        Reference reference,
        Role role,
        ApplicationStatus status,
        List<String> memberNumbers,
        Person person,
        PostalAddress address,
        List<String> units,
        String locale,
        long submittedAt,
        Optional<Long> confirmedAt,
        Optional<Actor> enteredBy,
        Optional<Long> decidedAt,
        Optional<Actor> decidedBy,
        String reason,
        Optional<String> account) {
    /** Copies the lists. */
    public Application {
        memberNumbers = List.copyOf(memberNumbers);
        units = List.copyOf(units);
    }

    /** Not the person. */
    @Override
    public String toString() {
        return "application " + id;
    }
}
