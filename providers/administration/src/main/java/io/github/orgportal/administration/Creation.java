package io.github.orgportal.administration;

import io.github.orgportal.administration.AccountsResource.NewAccount;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.admission.Admitted;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.util.Map;
import org.keycloak.models.UserModel;

/** A new account: its person, its place in the organization, what it may do, and the way to its first password. */
final class Creation {
    private final Acting acting;
    private final Role role;
    private final PersonalData data;
    private final boolean termsConfirmed;
    private final Assignment assignment;

    private Creation(Acting acting, Role role, PersonalData data, boolean termsConfirmed, Assignment assignment) {
        this.acting = acting;
        this.role = role;
        this.data = data;
        this.termsConfirmed = termsConfirmed;
        this.assignment = assignment;
    }

    static Creation check(Acting acting, Checks checks, Role role, NewAccount wanted) {
        boolean confirmed = Boolean.TRUE.equals(wanted.termsConfirmed());
        if (!confirmed
                && Assignment.policy(acting)
                        .filter(policy -> policy.api().termsRequired())
                        .isPresent()) {
            checks.refuse("termsConfirmed", "required");
        }
        if (role == Role.PRINCIPAL_ADMINISTRATOR
                && Assignment.policy(acting).filter(PortalPolicy::tiers).isEmpty()) {
            checks.refuse("role", "no_tiers");
        }
        PersonalData data = PersonalData.check(
                        checks, wanted.firstName(), wanted.lastName(), wanted.email(), wanted.phone())
                .born(checks, wanted.birthDate());
        // the link to the user id asks for it
        if (data.birthDate().isEmpty()
                && role.isAdministrator()
                && Assignment.policy(acting)
                        .filter(policy -> policy.passwords().userIdByLink())
                        .isPresent()) {
            checks.refuse("birthDate", "required");
        }
        return new Creation(
                acting,
                role,
                data,
                confirmed,
                Assignment.check(acting, checks, role, wanted.grants(), wanted.mailboxes(), wanted.bound()));
    }

    /**
     * Creates the account.
     *
     * @return its id
     */
    String create() {
        String organization = acting.organization().id();
        acting.hold();
        Admitted admitted = acting.attempt(
                () -> acting.portal().admissions().create(data.person(""), role, organization, acting.actor()));
        UserModel account = admitted.account();
        assignment.write(acting, account, admitted.member());
        if (role.isAdministrator()) {
            acting.portal().admissions().announce(account, acting.organization());
        }
        if (termsConfirmed) {
            acting.portal()
                    .changes()
                    .append(
                            organization,
                            new Change(
                                    acting.actor(),
                                    Action.TERMS_CONFIRMED,
                                    Subject.account(account),
                                    Map.of(),
                                    Map.of("termsConfirmed", true),
                                    ""));
        }
        acting.attempt(() -> {
            acting.portal().passwords().issueFirst(account, organization, acting.actor());
            return account;
        });
        return account.getId();
    }
}
