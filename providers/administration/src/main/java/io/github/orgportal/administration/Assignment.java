package io.github.orgportal.administration;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.policy.MailboxType;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Rights and mailboxes that an account is to have.
 *
 * @param grants ids of rights, by the ids of units
 * @param mailboxes types of group mailboxes
 */
record Assignment(Map<String, Set<String>> grants, Set<String> mailboxes) {
    /** Rights that one request can name. */
    private static final int MOST = 20_000;

    static Assignment check(
            Acting acting,
            Checks checks,
            Role role,
            @Nullable List<UnitGrant> grants,
            @Nullable Set<String> mailboxes) {
        Map<String, Set<String>> checked = grants(checks, Objects.requireNonNullElse(grants, List.of()));
        Set<String> types = mailboxes(acting, checks, Objects.requireNonNullElse(mailboxes, Set.of()));
        if (role.isAdministrator()) {
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
        return new Assignment(checked, types);
    }

    /** Writes it. What an administrator does not hold, because it is switched off for the organization, it cannot grant either. */
    void write(Acting acting, UserModel account, Member member) {
        acting.attempt(() -> acting.portal().grants().replace(account, member, grants, acting.actor()));
        acting.attempt(() -> acting.portal().mailboxes().assign(account, member, mailboxes, acting.actor()));
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
