package io.github.orgportal.login.access;

import io.github.orgportal.organizations.access.AccessDecision;
import io.github.orgportal.organizations.access.AccessDecision.Granted;
import io.github.orgportal.organizations.access.AccessDecision.Refused;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.access.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The answer to: may this account use this client now, and for which organizations? */
sealed interface Admission {
    /**
     * It may.
     *
     * @param offered the memberships of which it uses the client in one; none if the client demands no role, and with it no choice
     */
    record Open(List<Membership> offered) implements Admission {
        public Open {
            offered = List.copyOf(offered);
        }

        Optional<Membership> offer(String membershipId) {
            return offered.stream()
                    .filter(membership -> membership.id().equals(membershipId))
                    .findAny();
        }
    }

    /**
     * It is locked, as a whole or in every role that fits.
     *
     * @param refused by which lock
     */
    record Locked(Refused refused) implements Admission {}

    /**
     * It is in none of the roles that the client demands.
     *
     * @param demanded by the client
     */
    record WrongRole(Set<Role> demanded) implements Admission {
        public WrongRole {
            demanded = Set.copyOf(demanded);
        }
    }

    /** Decides. Pure: the same standing and demand give the same answer. */
    static Admission of(Standing standing, RoleDemand demand) {
        if (standing.decision() instanceof Refused refused) {
            return new Locked(refused);
        }
        if (!demand.made()) {
            return new Open(List.of());
        }
        List<Membership> fitting = standing.memberships().stream()
                .filter(membership -> demand.roles().contains(membership.role()))
                .sorted(Comparator.comparing(Membership::id))
                .toList();
        if (fitting.isEmpty()) {
            return new WrongRole(demand.roles());
        }
        // A membership in another role may be why the account as a whole is not locked.
        AccessDecision decision = AccessDecision.of(standing.locks(), fitting);
        return decision instanceof Refused refused ? new Locked(refused) : new Open(((Granted) decision).memberships());
    }

    /** Whether a session may go on that was begun for this membership, or for none. */
    default boolean continues(Optional<String> membershipId) {
        return this instanceof Open open
                && (open.offered().isEmpty()
                        || membershipId.flatMap(open::offer).isPresent());
    }
}
