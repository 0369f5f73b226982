package io.github.orgportal.administration;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.grant.Ceiling;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.policy.MailboxType;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.support.Problem;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Rights and mailboxes that an account is to have.
 *
 * @param grants ids of rights, by the ids of units
 * @param mailboxes types of group mailboxes
 * @param bound an administrator is to hold these only
 */
record Assignment(Map<String, Set<String>> grants, Set<String> mailboxes, boolean bound) {
    /** Rights that one request can name. */
    private static final int MOST = 20_000;

    static Assignment check(
            Acting acting,
            Checks checks,
            Role role,
            @Nullable List<UnitGrant> grants,
            @Nullable Set<String> mailboxes,
            @Nullable Boolean bound) {
        boolean binds = Boolean.TRUE.equals(bound);
        if (binds && role != Role.ADMINISTRATOR) {
            checks.refuse("bound", "only_for_administrators");
        }
        Map<String, Set<String>> checked = grants(checks, Objects.requireNonNullElse(grants, List.of()));
        Set<String> types = mailboxes(acting, checks, Objects.requireNonNullElse(mailboxes, Set.of()));
        if (role.isAdministrator() && !binds) {
            if (!checked.isEmpty()) {
                checks.refuse("grants", "not_for_administrators");
            }
            if (!types.isEmpty()) {
                checks.refuse("mailboxes", "not_for_administrators");
            }
        } else if (role == Role.CLERK
                && types.isEmpty()
                && policy(acting).filter(PortalPolicy::mailboxRequired).isPresent()) {
            checks.refuse("mailboxes", "required");
        }
        return new Assignment(checked, types, binds);
    }

    /**
     * Writes it, in an organization that is held. What an administrator does not hold, it can neither grant nor take away.
     *
     * @throws jakarta.ws.rs.WebApplicationException with a {@link Problem}: 404 {@code unit_not_found}, 400
     *     {@code invalid} with the rights and mailboxes at fault
     */
    void write(Acting acting, UserModel account, Member member) {
        Ceiling ceiling = acting.ceiling();
        if (ceiling.bound()) {
            require(ceiling, acting, member);
        }
        if (member.role() == Role.ADMINISTRATOR) {
            acting.attempt(() -> acting.portal()
                    .memberships()
                    .bind(account, acting.organization().id(), bound, acting.actor()));
        }
        acting.attempt(() -> acting.portal().grants().replace(account, member, grants, ceiling, acting.actor()));
        acting.attempt(() -> acting.portal().mailboxes().assign(account, member, mailboxes, acting.actor()));
    }

    private void require(Ceiling ceiling, Acting acting, Member member) {
        // for this one, there is no other unit
        if (!grants.keySet().stream().allMatch(ceiling::reaches)) {
            throw Problem.of(acting.session(), Response.Status.NOT_FOUND, "unit_not_found");
        }
        Checks checks = new Checks(acting.session());
        Map<String, Set<String>> before =
                ceiling.visible(acting.portal().grants().of(member.id()));
        ceiling.beyond(before, grants)
                .forEach((unit, rights) -> rights.forEach(right -> checks.refuse(
                        "grants." + unit + "." + right, "right_not_held", right, String.join(", ", ceiling.at(unit)))));
        ceiling.mailboxesBeyond(acting.portal().mailboxes().ofMember(member.id()), mailboxes)
                .forEach(type -> checks.refuse(
                        "mailboxes",
                        "mailbox_not_held",
                        type,
                        ceiling.mailboxes().stream().sorted().collect(Collectors.joining(", "))));
        if (member.role().isAdministrator() && !bound) {
            checks.refuse("bound", "bound_required");
        }
        checks.done();
    }

    static Optional<PortalPolicy> policy(Acting acting) {
        return PortalPolicy.of(realm(acting));
    }

    private static RealmModel realm(Acting acting) {
        return acting.session().getContext().getRealm();
    }

    private static Map<String, Set<String>> grants(Checks checks, List<UnitGrant> grants) {
        Map<String, Set<String>> checked = new TreeMap<>();
        int rights = 0;
        for (UnitGrant grant : grants) {
            if (grant == null || grant.unit() == null || !Caller.isId(grant.unit())) {
                checks.refuse("grants.unit", "required");
                return Map.of();
            }
            grant.rights().forEach(right -> checks.text("grants.rights", right, 64));
            rights += grant.rights().size();
            Set<String> set = new HashSet<>(grant.rights());
            if (!set.isEmpty() && checked.put(grant.unit(), set) != null) {
                checks.refuse("grants.unit", "twice");
            }
        }
        if (rights > MOST) {
            checks.refuse("grants", "too_many", MOST);
        }
        return checked;
    }

    private static Set<String> mailboxes(Acting acting, Checks checks, Set<String> types) {
        List<String> known = Catalogue.of(realm(acting)).mailboxTypes().stream()
                .filter(type -> type.kind() == MailboxType.Kind.GROUP)
                .map(MailboxType::id)
                .toList();
        Set<String> checked = new TreeSet<>();
        for (String type : types) {
            if (type == null || !known.contains(type)) {
                checks.refuse("mailboxes", "one_of", String.join(", ", known));
            } else {
                checked.add(type);
            }
        }
        return checked;
    }
}
