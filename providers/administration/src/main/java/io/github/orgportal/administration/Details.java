package io.github.orgportal.administration;

import io.github.orgportal.administration.AccountDetail.AccountRow;
import io.github.orgportal.administration.AccountDetail.LockView;
import io.github.orgportal.organizations.Deed;
import io.github.orgportal.organizations.Permissions.Answer;
import io.github.orgportal.organizations.access.LockCause;
import io.github.orgportal.organizations.account.AccountDirectory;
import io.github.orgportal.organizations.account.ListedAccount;
import io.github.orgportal.organizations.account.Status;
import io.github.orgportal.organizations.grant.Ceiling;
import io.github.orgportal.organizations.lock.LockRecord;
import io.github.orgportal.organizations.password.PasswordState;
import io.github.orgportal.organizations.password.Passwords;
import io.github.orgportal.organizations.policy.PasswordWay;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;

/** Puts together what an administrator sees of an account. */
final class Details {
    private final Acting acting;
    private final Ceiling ceiling;
    private final AccountDirectory directory;
    private final Map<String, Optional<String>> names = new HashMap<>();

    Details(Acting acting) {
        this.acting = acting;
        this.ceiling = acting.ceiling();
        this.directory = acting.directory(ceiling);
    }

    AccountDetail of(ListedAccount account) {
        Map<String, Set<String>> grants = acting.portal().grants().of(account.membershipId());
        List<LockRecord> locks = locks(account);
        return new AccountDetail(
                AccountRow.of(account),
                UnitGrant.of(ceiling.visible(grants)),
                locks.stream().map(this::view).toList(),
                blockedUntil(account),
                may(account, locks),
                tag(account, grants));
    }

    /** Changes whenever something changes that can be edited; read from the database, it is the same on every node. */
    static String tag(ListedAccount account, Map<String, Set<String>> grants) {
        List<String> state = new ArrayList<>(List.of(
                account.loginName(),
                account.firstName(),
                account.lastName(),
                account.email(),
                account.phone(),
                account.role().name(),
                Boolean.toString(account.bound()),
                String.join(",", account.mailboxes())));
        grants.forEach((unit, rights) ->
                state.add(unit + '=' + String.join(",", rights.stream().sorted().toList())));
        return Version.of(state);
    }

    /** Not those of other organizations. */
    private List<LockRecord> locks(ListedAccount account) {
        Set<String> targets = Set.of(
                account.id(), account.membershipId(), acting.organization().id());
        return acting.portal().locks().history(acting.user(account)).stream()
                .filter(lock -> targets.contains(lock.targetId()))
                .toList();
    }

    private LockView view(LockRecord lock) {
        return new LockView(
                lock.scope().name(),
                lock.cause().name(),
                lock.reason(),
                name(lock.lockedBy()),
                lock.lockedAt(),
                lock.liftedBy().flatMap(this::name),
                lock.liftedAt());
    }

    /** Who belongs to the operator, to another organization or beyond the caller's units stays without a name. */
    private Optional<String> name(String accountId) {
        return names.computeIfAbsent(
                accountId, id -> directory.find(acting.organization().id(), id).map(ListedAccount::loginName));
    }

    private Optional<Long> blockedUntil(ListedAccount account) {
        UserLoginFailureModel failures = acting.session()
                .loginFailures()
                .getUserLoginFailure(acting.session().getContext().getRealm(), account.id());
        return Optional.ofNullable(failures)
                .map(found -> found.getFailedLoginNotBefore() * 1000L)
                .filter(until -> until > Time.currentTimeMillis());
    }

    private List<String> may(ListedAccount account, List<LockRecord> locks) {
        boolean manages = acting.permissions().mayManage(acting.organization().id(), account.id(), account.role());
        boolean self = acting.permissions().account().getId().equals(account.id());
        boolean administrator = account.role().isAdministrator();
        List<String> may = new ArrayList<>();
        if (!manages) {
            return may;
        }
        boolean alone = acting.whyNotOwn(account, ceiling).isEmpty();
        if (!self && alone) {
            may.add("edit");
        }
        if (!administrator) {
            may.add("grant");
        } else if (acting.permissions().mayBind(acting.organization().id(), account.id(), account.role())) {
            may.add("bind");
        }
        if (account.status() != Status.LOCKED) {
            may.add("lock");
        } else if (locks.stream().anyMatch(this::isLiftable) && !isFinal(administrator, locks)) {
            may.add("unlock");
        }
        may.addAll(links(account, administrator, alone));
        return may;
    }

    /** The passwords and links that the caller may set, see or send. */
    private Set<String> links(ListedAccount account, boolean administrator, boolean alone) {
        Passwords passwords = acting.portal().passwords();
        UserModel user = acting.user(account);
        Set<String> may = new LinkedHashSet<>();
        if (!administrator
                && alone
                && acting.permissions()
                                .may(
                                        Deed.HAND_OVER_PASSWORDS,
                                        acting.organization().id())
                        == Answer.YES) {
            PasswordState state = passwords.state(user);
            if (state.way() != PasswordWay.LINK) {
                may.add("one-time-password");
            }
            if (state.linkOffered()) {
                may.add("password-link");
            }
        }
        if (acting.permissions().isOperator()) {
            if (passwords.offersLink(user)) {
                may.add("password-link");
            }
            if (passwords.offersUserIdLink(user)) {
                may.add("user-id-link");
            }
        }
        return may;
    }

    /** Administrators unlock no administrators, and the operator not where only a new registration brings them back. */
    private boolean isFinal(boolean administrator, List<LockRecord> locks) {
        return administrator
                && (!acting.permissions().isOperator()
                        || (PortalPolicy.of(acting.session().getContext().getRealm())
                                        .filter(PortalPolicy::administratorLockFinal)
                                        .isPresent()
                                && locks.stream()
                                        .anyMatch(lock -> lock.isActive() && lock.cause() == LockCause.ADMINISTRATOR)));
    }

    private boolean isLiftable(LockRecord lock) {
        return lock.isActive()
                && !lock.targetId().equals(acting.organization().id())
                && (lock.cause() == LockCause.ADMINISTRATOR
                        || (lock.cause() == LockCause.OPERATOR
                                && acting.permissions().isOperator()));
    }
}
