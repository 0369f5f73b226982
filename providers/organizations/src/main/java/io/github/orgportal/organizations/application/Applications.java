package io.github.orgportal.organizations.application;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Accounts;
import io.github.orgportal.organizations.account.PersonProblem;
import io.github.orgportal.organizations.admission.Admissions;
import io.github.orgportal.organizations.admission.Candidate;
import io.github.orgportal.organizations.admission.Encounter;
import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.lock.Cascade;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.organizations.policy.RegistrationRules;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.Organizations;
import io.github.orgportal.organizations.profile.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The applications of a realm, from what somebody typed to the operator's decision. Who may is not asked here, except that two persons are where
 * the portal wants two.
 */
public final class Applications {
    private static final Logger LOG = Logger.getLogger(Applications.class);
    /** Characters of a reason. */
    public static final int REASON_LENGTH = 1000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final EntityManager em;
    private final RealmModel realm;
    private final Cascade cascade;
    private final ChangeLog changes;
    private final Organizations organizations;
    private final Accounts accounts;
    private final Admissions admissions;

    /** Works in the transaction of this session, for the realm in its context. */
    public Applications(
            KeycloakSession session,
            Cascade cascade,
            ChangeLog changes,
            Organizations organizations,
            Accounts accounts,
            Admissions admissions) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.realm = session.getContext().getRealm();
        this.cascade = cascade;
        this.changes = changes;
        this.organizations = organizations;
        this.accounts = accounts;
        this.admissions = admissions;
    }

    /**
     * What is wrong with the fields of an application: its form, and the realm's rules for accounts. Neither an organization nor an address is
     * looked for, so the answer, and the time that it takes, tell nothing of those that there are.
     */
    public List<PersonProblem> check(Submission submission) {
        List<PersonProblem> problems = new ArrayList<>(submission.problems(LocalDate.ofInstant(now(), ZoneOffset.UTC)));
        if (submission.role() == Role.PRINCIPAL_ADMINISTRATOR
                && PortalPolicy.of(realm).filter(PortalPolicy::tiers).isEmpty()) {
            problems.add(new PersonProblem("role", "no_tiers", List.of()));
        }
        return problems.isEmpty() ? accounts.problems(submission.person(), submission.address()) : problems;
    }

    /**
     * Takes what a person has typed. It counts when {@link #confirm} was called in time. Whatever was typed costs the same statements.
     *
     * @throws InvalidApplicationException if {@link #check} finds something
     * @throws ModelValidationException if nobody registers for the role here
     */
    public Application submit(Submission submission) {
        if (!rules().roles().contains(submission.role())) {
            throw new ModelValidationException(
                    "Nobody registers as " + submission.role().text() + " here");
        }
        ApplicationEntity application = created(submission);
        application.expireAt(now().plus(rules().confirmation()).toEpochMilli());
        em.persist(application);
        return application.asRecord();
    }

    /**
     * Takes what somebody of the operator has typed in from paper. It need not be confirmed. Told in the realm's log.
     *
     * @throws InvalidApplicationException if {@link #check} finds something
     */
    public Application enter(Submission submission, Actor actor) {
        ApplicationEntity application = created(submission);
        application.enter(actor);
        em.persist(application);
        Application entered = application.asRecord();
        changes.appendToRealm(new Change(
                actor,
                Action.APPLICATION_ENTERED,
                subject(entered),
                Map.of(),
                Map.of("role", entered.role().text(), "memberNumbers", entered.memberNumbers()),
                ""));
        return entered;
    }

    private ApplicationEntity created(Submission submission) {
        List<PersonProblem> problems = check(submission);
        if (!problems.isEmpty()) {
            throw new InvalidApplicationException(problems);
        }
        // with 46 random bits, two that are the same are not to be expected; the database would refuse the second
        return new ApplicationEntity(
                UUID.randomUUID().toString(),
                realm.getId(),
                Reference.random(RANDOM),
                submission,
                now().toEpochMilli());
    }

    /**
     * The address of an application was confirmed. Works once, and within the time that the portal sets.
     *
     * @return the application as it is now; none if there is none of this id that could be confirmed
     */
    public Optional<Application> confirm(String id) {
        boolean confirmed = em.createQuery("""
                                update ApplicationEntity a set a.status = :waiting, a.confirmedAt = :now
                                where a.id = :id and a.realmId = :realm and a.status = :unconfirmed and a.expiresAt > :now""")
                        .setParameter("waiting", ApplicationStatus.WAITING)
                        .setParameter("unconfirmed", ApplicationStatus.UNCONFIRMED)
                        .setParameter("now", now().toEpochMilli())
                        .setParameter("id", id)
                        .setParameter("realm", realm.getId())
                        .executeUpdate()
                == 1;
        return confirmed ? find(id) : Optional.empty();
    }

    /** An application, as the database has it at this moment. */
    public Optional<Application> find(String id) {
        return entity(id).map(found -> {
            em.refresh(found);
            return found.asRecord();
        });
    }

    /** How many wait for the operator; counts no further than {@code most}. */
    public long countWaiting(int most) {
        return ((Number) em.createNativeQuery(
                                "select count(*) from (select ID from PORTAL_APPLICATION where REALM_ID = :realm and STATUS = :waiting"
                                        + " fetch first " + most + " rows only) FOUND")
                        .setParameter("realm", realm.getId())
                        .setParameter("waiting", ApplicationStatus.WAITING.name())
                        .getSingleResult())
                .longValue();
    }

    /** A part of the list, the newest first. */
    public ApplicationPage page(ApplicationQuery query) {
        String text = query.search().strip();
        String condition = " from ApplicationEntity a where a.realmId = :realm and a.status in (:statuses)"
                + (text.isEmpty()
                        ? ""
                        : " and (lower(concat(a.firstName, ' ', a.lastName)) like :within escape '!'"
                                + " or lower(a.email) like :within escape '!'"
                                + " or lower(a.memberNumbers) like :within escape '!'"
                                + " or a.reference like :reference escape '!')");
        List<Application> items = with(
                        em.createQuery(
                                "select a" + condition + " order by a.submittedAt desc, a.id", ApplicationEntity.class),
                        query,
                        text)
                .setFirstResult(query.first())
                .setMaxResults(query.max())
                .getResultStream()
                .map(ApplicationEntity::asRecord)
                .toList();
        long total = with(em.createQuery("select count(a)" + condition, Long.class), query, text)
                .getSingleResult();
        return new ApplicationPage(total, items);
    }

    private <T> TypedQuery<T> with(TypedQuery<T> statement, ApplicationQuery query, String text) {
        statement.setParameter("realm", realm.getId()).setParameter("statuses", query.statuses());
        if (!text.isEmpty()) {
            String reference = Reference.plain(text);
            statement
                    .setParameter("within", "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%")
                    // only dashes are no part of one, and would be found in all
                    .setParameter("reference", reference.isEmpty() ? "" : "%" + escaped(reference) + "%");
        }
        return statement;
    }

    private static String escaped(String text) {
        return text.replaceAll("[%_!]", "!$0");
    }

    /**
     * Approves an application that waits: the person has an account afterwards, with its places, units and first password; the organization's other
     * administrators get a mail, and its clerks their access back if it had no administrator. All of it happens or nothing, and once: an application
     * that was decided, or is not confirmed, stays as it is.
     *
     * @return the application as it is now, in whatever status; none if there is none of this id
     * @throws FourEyesException if the portal wants two persons who agree, and the actor has entered it, or corrects what somebody else has entered
     * @throws InvalidApplicationException if a number belongs to no organization or unit
     * @throws UnseenAccountException if it meets another account, or one in another state, than was seen
     * @throws UnconfirmedLockException if it would lift a lock of the operator's, and that was not confirmed
     * @throws io.github.orgportal.organizations.account.InvalidPersonException if the realm's rules speak against the person
     * @throws org.keycloak.models.ModelDuplicateException if there is such an account already
     * @throws io.github.orgportal.organizations.password.UnsentMailException if the address cannot be sent to
     */
    public Optional<Application> approve(String id, Approval approval, Actor actor) {
        Optional<Application> seen = find(id);
        if (seen.isEmpty() || seen.get().status() != ApplicationStatus.WAITING) {
            return seen;
        }
        if (!mayApprove(seen.get(), actor)) {
            throw new FourEyesException();
        }
        List<String> numbers = approval.memberNumbers()
                .map(Submission::stripped)
                .orElse(seen.get().memberNumbers());
        List<String> unitNumbers =
                approval.units().map(Submission::stripped).orElse(seen.get().units());
        boolean corrected = !numbers.equals(seen.get().memberNumbers())
                || !unitNumbers.equals(seen.get().units());
        if (corrected && rules().fourEyes() && seen.get().enteredBy().isPresent()) {
            // two agree on the same, or one alone has chosen the organization
            throw new FourEyesException();
        }
        require(Submission.problemsOf(seen.get().role(), numbers, unitNumbers));
        List<Organization> places = organizations(numbers);
        Candidate candidate = candidate(seen.get());
        // always before the application's own row, or two could wait for each other
        Set<String> held = cascade.hold(admissions.concerned(candidate, places)).keySet();
        require(places.stream()
                .filter(place -> !held.contains(place.id()))
                .map(place ->
                        new PersonProblem(Submission.MEMBER_NUMBERS, "unknown_number", List.of(place.memberNumber())))
                .toList());
        ApplicationEntity application = hold(id);
        if (application.asRecord().status() != ApplicationStatus.WAITING) {
            return Optional.of(application.asRecord());
        }
        List<Unit> units = units(places.get(0), unitNumbers);
        Encounter met = admissions.encounter(candidate, places);
        approval.requireFor(met);
        UserModel account = admissions.admit(met, units, actor);
        application.approve(numbers, unitNumbers, account.getId(), actor, now().toEpochMilli());
        Application approved = application.asRecord();
        places.forEach(place -> changes.append(
                place.id(),
                new Change(
                        actor,
                        Action.APPLICATION_APPROVED,
                        subject(approved),
                        Map.of(),
                        Map.of(
                                "account",
                                account.getId(),
                                "role",
                                approved.role().text()),
                        "")));
        return Optional.of(approved);
    }

    /**
     * What approving an application would meet at this moment. Nothing is held: {@link #approve} looks again.
     *
     * @param memberNumbers those that it would be approved with
     * @return none if the application does not wait, or with these numbers could not be approved
     */
    public Optional<Encounter> encounter(Application application, List<String> memberNumbers) {
        List<String> numbers = Submission.stripped(memberNumbers);
        if (application.status() != ApplicationStatus.WAITING
                || !Submission.problemsOf(application.role(), numbers, List.of())
                        .isEmpty()) {
            return Optional.empty();
        }
        List<Organization> places = inOrder(numbers, organizations.findByMemberNumbers(numbers));
        return places.size() < numbers.size()
                ? Optional.empty()
                : Optional.of(admissions.encounter(candidate(application), places));
    }

    private static Candidate candidate(Application application) {
        return new Candidate(application.role(), application.person(), application.address(), application.locale());
    }

    /** Whether an application waits, and this one may approve it: not where somebody else than who entered it has to. */
    public boolean mayApprove(Application application, Actor actor) {
        boolean own = application
                .enteredBy()
                .map(Actor::id)
                .filter(actor.id()::equals)
                .isPresent();
        return application.status() == ApplicationStatus.WAITING && !(own && rules().fourEyes());
    }

    private List<Organization> organizations(List<String> numbers) {
        Map<String, Organization> known = organizations.findByMemberNumbers(numbers);
        require(numbers.stream()
                .filter(number -> !known.containsKey(number))
                .map(number -> new PersonProblem(Submission.MEMBER_NUMBERS, "unknown_number", List.of(number)))
                .toList());
        return inOrder(numbers, known);
    }

    private static <T> List<T> inOrder(List<String> numbers, Map<String, T> known) {
        return numbers.stream()
                .flatMap(number -> Optional.ofNullable(known.get(number)).stream())
                .toList();
    }

    private List<Unit> units(Organization organization, List<String> numbers) {
        Map<String, Unit> known = organizations.unitsByNumber(organization.id(), numbers);
        require(numbers.stream()
                .filter(number -> !known.containsKey(number))
                .map(number -> new PersonProblem(Submission.UNITS, "unknown_unit", List.of(number)))
                .toList());
        List<Unit> units = inOrder(numbers, known);
        Map<String, Set<String>> rights = admissions.rightsAt(organization, units);
        require(units.stream()
                .filter(unit -> rights.getOrDefault(unit.id(), Set.of()).isEmpty())
                .map(unit -> new PersonProblem(
                        Submission.UNITS,
                        "no_rights_at_unit",
                        List.of(unit.data().number())))
                .toList());
        return units;
    }

    private static void require(List<PersonProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidApplicationException(problems);
        }
    }

    /**
     * Rejects an application that waits. One that was decided, or is not confirmed, stays as it is. Told in the realm's log: it is no organization's
     * business who wanted to join it. No mail.
     *
     * @param reason why
     * @return the application as it is now, in whatever status; none if there is none of this id
     * @throws ModelValidationException if the reason is empty, or longer than {@value #REASON_LENGTH}
     */
    public Optional<Application> reject(String id, String reason, Actor actor) {
        if (reason.isBlank() || reason.length() > REASON_LENGTH) {
            throw new ModelValidationException(
                    "A rejection has a reason of up to %d characters".formatted(REASON_LENGTH));
        }
        Optional<Application> seen = find(id);
        if (seen.isEmpty() || seen.get().status() != ApplicationStatus.WAITING) {
            return seen;
        }
        ApplicationEntity application = hold(id);
        if (application.asRecord().status() == ApplicationStatus.WAITING) {
            application.reject(reason, actor, now().toEpochMilli());
            changes.appendToRealm(
                    Change.of(actor, Action.APPLICATION_REJECTED, subject(application.asRecord()), reason));
        }
        return Optional.of(application.asRecord());
    }

    /** From here to the end of the transaction nobody else decides on it. */
    private ApplicationEntity hold(String id) {
        ApplicationEntity application = entity(id).orElseThrow();
        // what was read before may be old by now
        em.refresh(application, LockModeType.PESSIMISTIC_WRITE);
        return application;
    }

    private Optional<ApplicationEntity> entity(String id) {
        return em.createQuery(
                        "select a from ApplicationEntity a where a.id = :id and a.realmId = :realm",
                        ApplicationEntity.class)
                .setParameter("id", id)
                .setParameter("realm", realm.getId())
                .getResultStream()
                .findAny();
    }

    private RegistrationRules rules() {
        return PortalPolicy.of(realm)
                .map(PortalPolicy::registration)
                .orElseThrow(() -> new ModelValidationException("The realm is no portal's"));
    }

    private static Subject subject(Application application) {
        return new Subject(
                Subject.Kind.APPLICATION,
                application.id(),
                application.reference().text());
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }

    /** Removes what was not confirmed in time, and what was decided longer ago than its portal keeps it, in all realms. */
    public static void tidy(KeycloakSession session) {
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        em.createQuery("delete from ApplicationEntity a where a.status = :unconfirmed and a.expiresAt < :now")
                .setParameter("unconfirmed", ApplicationStatus.UNCONFIRMED)
                .setParameter("now", now().toEpochMilli())
                .executeUpdate();
        List<RealmModel> realms = session.realms().getRealmsStream().toList();
        realms.forEach(realm -> keptDecided(realm)
                .ifPresent(kept -> em.createQuery("""
                                delete from ApplicationEntity a
                                where a.realmId = :realm and a.status in (:decided) and a.decidedAt < :before""")
                        .setParameter("realm", realm.getId())
                        .setParameter("decided", List.of(ApplicationStatus.APPROVED, ApplicationStatus.REJECTED))
                        .setParameter("before", now().minus(kept).toEpochMilli())
                        .executeUpdate()));
    }

    private static Optional<Duration> keptDecided(RealmModel realm) {
        try {
            return PortalPolicy.of(realm).map(policy -> policy.registration().keptDecided());
        } catch (ModelException e) {
            // other realms are tidied all the same
            LOG.warnf("Applications of realm %s are kept: %s", realm.getId(), e.getMessage());
            return Optional.empty();
        }
    }

    /** A realm is gone, with all its applications. */
    public static void forgetRealm(KeycloakSession session, String realmId) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from ApplicationEntity a where a.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
    }
}
