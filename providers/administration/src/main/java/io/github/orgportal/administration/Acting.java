package io.github.orgportal.administration;

import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.AccountDirectory;
import io.github.orgportal.organizations.account.InvalidPersonException;
import io.github.orgportal.organizations.account.ListedAccount;
import io.github.orgportal.organizations.account.PersonProblem;
import io.github.orgportal.organizations.application.FourEyesException;
import io.github.orgportal.organizations.application.InvalidApplicationException;
import io.github.orgportal.organizations.application.UnconfirmedLockException;
import io.github.orgportal.organizations.application.UnseenAccountException;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.grant.Ceiling;
import io.github.orgportal.organizations.grant.RefusedGrantsException;
import io.github.orgportal.organizations.grant.UnknownUnitException;
import io.github.orgportal.organizations.lock.FinalLockException;
import io.github.orgportal.organizations.lock.LockedActorException;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.password.UnsentMailException;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.support.Problem;
import io.github.orgportal.support.Problem.FieldError;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelIllegalStateException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.UserModel;

/**
 * Somebody at work in an organization.
 *
 * @param session of the request
 * @param permissions of the one who works
 * @param organization where
 */
record Acting(KeycloakSession session, Permissions permissions, Organization organization) {
    Actor actor() {
        return permissions.actorIn(organization.id());
    }

    PortalOrganizations portal() {
        return PortalOrganizations.of(session);
    }

    /**
     * What this one holds of the organization now, and so the most that it can give.
     *
     * @throws jakarta.ws.rs.WebApplicationException with a {@link Problem} 403 {@code not_allowed}, if it has ceased to be an administrator
     *     since the request began
     */
    Ceiling ceiling() {
        Ceiling ceiling = permissions.ceiling(organization.id());
        if (ceiling.equals(Ceiling.NOTHING_HELD)) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "not_allowed");
        }
        return ceiling;
    }

    /** The accounts of the organization that there are for this one. */
    AccountDirectory directory() {
        return directory(ceiling());
    }

    /** As {@link #directory()}, below a ceiling that was asked for already. */
    AccountDirectory directory(Ceiling ceiling) {
        AccountDirectory all = portal().directory();
        return ceiling.holder().map(all::reachedBy).orElse(all);
    }

    /**
     * From here to the end of the transaction nobody else changes the organization.
     *
     * @throws jakarta.ws.rs.WebApplicationException with a {@link Problem} 403, if this one has become less while it waited for others
     */
    void hold() {
        hold(() -> portal().hold(organization.id(), actor()));
    }

    /** As {@link #hold()}, before something is done to an account, which may belong to other organizations too. */
    void hold(String accountId) {
        hold(() -> portal().hold(organization.id(), accountId, actor()));
    }

    private void hold(Runnable wait) {
        attempt(() -> {
            wait.run();
            return organization;
        });
        if (!permissions.stillHold(session, organization.id())) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "not_allowed");
        }
    }

    /** An account of the organization that this one reaches, as the database has it now. */
    ListedAccount account(String id) {
        return Optional.of(id)
                .filter(Caller::isId)
                .flatMap(found -> directory().find(organization.id(), found))
                .orElseThrow(() -> Problem.of(session, Response.Status.NOT_FOUND, "account_not_found"));
    }

    /** An account that this one may manage, as far as its role goes; the operator's own people are the operator's to manage. */
    ListedAccount managed(String id) {
        ListedAccount found = account(id);
        boolean operators = !permissions.isOperator() && portal().accounts().isOperators(user(found));
        if (operators || !permissions.mayManage(organization.id(), found.id(), found.role())) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "not_allowed");
        }
        return found;
    }

    /**
     * Makes sure that an account works for nobody else, and nowhere that this one could not. Who could change the address of one that does,
     * or hand it a password, would act there.
     */
    void requireOwn(ListedAccount account) {
        whyNotOwn(account, ceiling()).ifPresent(code -> {
            throw Problem.of(session, Response.Status.FORBIDDEN, code);
        });
    }

    /** The code of what {@link #requireOwn} refuses; none if it does not. */
    Optional<String> whyNotOwn(ListedAccount account, Ceiling ceiling) {
        if (permissions.isOperator()) {
            return Optional.empty();
        }
        if (account.isShared()) {
            return Optional.of("account_shared");
        }
        // a data-centre user works for the whole organization, without a grant that would say so
        boolean holdsMore = ceiling.bound()
                && (account.role() != Role.CLERK
                        || !ceiling.covers(portal().grants().of(account.membershipId()), account.mailboxes()));
        return holdsMore ? Optional.of("account_holds_more") : Optional.empty();
    }

    /** An account whose passwords this one may hand over: a clerk's of this organization alone. */
    ListedAccount handedOver(String id) {
        ListedAccount found = managed(id);
        if (found.role().isAdministrator()) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "not_allowed");
        }
        requireOwn(found);
        return found;
    }

    UserModel user(ListedAccount account) {
        return Optional.ofNullable(
                        session.users().getUserById(session.getContext().getRealm(), account.id()))
                .orElseThrow(() -> Problem.of(session, Response.Status.NOT_FOUND, "account_not_found"));
    }

    Member member(ListedAccount account) {
        return new Member(account.membershipId(), organization.id(), account.id(), account.role());
    }

    /** Calls the domain, and tells its refusals as problems. */
    <T> T attempt(Supplier<T> call) {
        return attempt(session, call);
    }

    /** As {@link #attempt(Supplier)}, for who works in no organization. */
    static <T> T attempt(KeycloakSession session, Supplier<T> call) {
        try {
            return call.get();
        } catch (LockedActorException e) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "account_locked");
        } catch (FinalLockException e) {
            throw Problem.of(session, Response.Status.CONFLICT, "lock_final");
        } catch (FourEyesException e) {
            throw Problem.of(session, Response.Status.FORBIDDEN, "four_eyes");
        } catch (UnseenAccountException e) {
            throw Problem.of(session, Response.Status.CONFLICT, "application_meets_other");
        } catch (UnconfirmedLockException e) {
            throw Problem.of(session, Response.Status.CONFLICT, "confirmation_required");
        } catch (InvalidApplicationException e) {
            throw invalid(session, e.problems());
        } catch (InvalidPersonException e) {
            throw invalid(session, e.problems());
        } catch (UnknownUnitException e) {
            throw Problem.of(session, Response.Status.NOT_FOUND, "unit_not_found");
        } catch (RefusedGrantsException e) {
            throw Problem.invalid(
                    session,
                    e.problems().stream()
                            .map(problem -> FieldError.of(
                                    session,
                                    "grants." + e.unitId() + "." + problem.right(),
                                    "right_" + problem.reason().name().toLowerCase(java.util.Locale.ROOT),
                                    problem.right(),
                                    problem.requirement().orElse("")))
                            .toList());
        } catch (UnsentMailException e) {
            throw Problem.of(session, Response.Status.CONFLICT, "mail_impossible");
        } catch (ModelDuplicateException e) {
            throw Problem.of(session, Response.Status.CONFLICT, "exists_already");
        } catch (ModelIllegalStateException e) {
            throw Problem.of(session, Response.Status.CONFLICT, "changed_meanwhile");
        } catch (ModelValidationException e) {
            throw Problem.of(session, Response.Status.BAD_REQUEST, "not_valid");
        }
    }

    private static WebApplicationException invalid(KeycloakSession session, List<PersonProblem> problems) {
        return Problem.invalid(
                session,
                problems.stream()
                        .map(problem -> FieldError.of(
                                session,
                                problem.field(),
                                problem.code(),
                                problem.parameters().toArray()))
                        .toList());
    }
}
