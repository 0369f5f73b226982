package io.github.orgportal.organizations.admission;

import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.lock.LockRecord;
import io.github.orgportal.organizations.profile.Organization;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.UserModel;

/**
 * What the admission of somebody meets: nobody, or an account that there is.
 *
 * @param candidate who is to be admitted
 * @param places the organizations; the one that an account is made for comes first
 * @param outcome what admission makes of it
 * @param account the one that there is; none for {@link Outcome#MADE}
 * @param lifted the locks that admission lifts from it
 */
public record Encounter(
        Candidate candidate,
        List<Organization> places,
        Outcome outcome,
        Optional<UserModel> account,
        List<LockRecord> lifted) {
    /** What admission makes of it. */
    public enum Outcome {
        /** There is no account: one is made. */
        MADE,
        /** The account was locked by somebody, and comes back with a new first password and the candidate's data. */
        RETURNS,
        /** The account works for others, keeps password and data, and has further places. */
        JOINS,
        /** The account stands against it: nothing happens. */
        REFUSED
    }

    /** Copies the lists. */
    public Encounter {
        places = List.copyOf(places);
        lifted = List.copyOf(lifted);
    }

    /** Changes with the account, with what happens to it, and with the locks that it loses. None if no account is touched. */
    public Optional<String> version() {
        return outcome == Outcome.MADE || outcome == Outcome.REFUSED
                ? Optional.empty()
                : account.map(found -> Stream.concat(
                                Stream.of(outcome.name(), found.getId()),
                                lifted.stream().map(LockRecord::id).sorted())
                        .collect(Collectors.joining(" ")));
    }

    /** Whether it lifts a lock that the operator has set: nobody is to do that by the way. */
    public boolean liftsOperatorsLock() {
        return lifted.stream().anyMatch(lock -> lock.cause() == LockCause.OPERATOR);
    }

    /** Not the person. */
    @Override
    public String toString() {
        return outcome.name();
    }
}
