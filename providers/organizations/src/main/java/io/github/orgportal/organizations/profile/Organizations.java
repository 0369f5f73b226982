package io.github.orgportal.organizations.profile;

import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.lock.Cascade;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelIllegalStateException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.OrganizationModel;
import org.keycloak.organization.OrganizationProvider;

/** The organizations of a realm, their units, and what the operator has switched off for them. */
public final class Organizations {
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z][0-9A-Za-z./-]{0,31}");
    private static final int NAME_LENGTH = 200;
    /** A lock of the rule that clerks need an administrator, on the organization p. */
    private static final String LED_BY_NOBODY = "exists (select 1 from PORTAL_LOCK l where l.TARGET_ID = p.ID"
            + " and l.LIFTED_AT is null and l.SCOPE = 'ORGANIZATION' and l.CAUSE = 'LAST_ADMINISTRATOR')";

    private static final String COLUMNS =
            "select p.ID as ID, p.MEMBER_NUMBER as MEMBER_NUMBER, p.KIND as KIND, o.NAME as NAME, o.ENABLED as ENABLED";

    private static final String OF_REALM =
            " from PORTAL_ORGANIZATION p join ORG o on o.ID = p.ID where p.REALM_ID = :realm";

    private final EntityManager em;
    private final String realmId;
    private final OrganizationProvider keycloak;
    private final Cascade cascade;
    private final ChangeLog changes;

    /** Works in the transaction of this session, for the realm in its context. */
    public Organizations(KeycloakSession session, Cascade cascade, ChangeLog changes) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.realmId = session.getContext().getRealm().getId();
        this.keycloak = session.getProvider(OrganizationProvider.class);
        this.cascade = cascade;
        this.changes = changes;
    }

    /**
     * Makes an organization known, here and in Keycloak. Until it gets an administrator, its clerks are locked.
     *
     * @param memberNumber up to 32 letters, digits, dots, slashes and dashes
     * @throws ModelValidationException if number or name is not allowed; the message says what is
     * @throws ModelDuplicateException if the number is taken in this realm
     */
    public Organization create(String memberNumber, String name, Kind kind, Actor actor) {
        requireNumber("member number", memberNumber);
        requireName(name);
        if (findByMemberNumber(memberNumber).isPresent()) {
            throw new ModelDuplicateException("The member number '%s' is taken".formatted(memberNumber));
        }
        OrganizationModel model = keycloak.create(null, freeName(name, memberNumber), memberNumber.replace('/', '-'));
        em.persist(new OrganizationEntity(model.getId(), realmId, memberNumber, kind));
        em.flush();
        changes.begin(model.getId());
        cascade.hold(Set.of(model.getId()));
        changes.append(
                model.getId(),
                new Change(
                        actor,
                        Action.ORGANIZATION_CREATED,
                        Subject.organization(model.getId(), memberNumber),
                        Map.of(),
                        Map.of("name", name, "kind", kind.text()),
                        ""));
        return new Organization(model.getId(), memberNumber, model.getName(), kind, true);
    }

    /** An organization of this realm. */
    public Optional<Organization> find(String id) {
        return em.createQuery(
                        "select o from PortalOrganizationEntity o where o.id = :id and o.realmId = :realm",
                        OrganizationEntity.class)
                .setParameter("id", id)
                .setParameter("realm", realmId)
                .getResultStream()
                .findAny()
                .flatMap(this::complete);
    }

    /** The organizations of this realm with these ids, by id. One statement. */
    public Map<String, Organization> find(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return found(OF_REALM + " and p.ID in (:ids)", Map.of("realm", realmId, "ids", ids)).stream()
                .collect(Collectors.toMap(Organization::id, found -> found));
    }

    /** The organizations of this realm with these numbers, by number. One statement. */
    public Map<String, Organization> findByMemberNumbers(Collection<String> memberNumbers) {
        if (memberNumbers.isEmpty()) {
            return Map.of();
        }
        return found(
                        OF_REALM + " and p.MEMBER_NUMBER in (:numbers)",
                        Map.of("realm", realmId, "numbers", memberNumbers))
                .stream()
                .collect(Collectors.toMap(Organization::memberNumber, found -> found));
    }

    /** The organization of this realm with this number. */
    public Optional<Organization> findByMemberNumber(String memberNumber) {
        return em.createQuery(
                        "select o from PortalOrganizationEntity o where o.memberNumber = :number and o.realmId = :realm",
                        OrganizationEntity.class)
                .setParameter("number", memberNumber)
                .setParameter("realm", realmId)
                .getResultStream()
                .findAny()
                .flatMap(this::complete);
    }

    /**
     * The organizations of the realm, by member number.
     *
     * @param search stands in the name, or begins the member number; empty for all
     * @param ledByNobody only those that have no active administrator
     */
    public Page page(String search, boolean ledByNobody, int first, int max) {
        String text = search.strip().toLowerCase(Locale.ROOT).replaceAll("[%_!]", "!$0");
        String from = OF_REALM + " and (:text = ''"
                + " or lower(o.NAME) like :within escape '!' or lower(p.MEMBER_NUMBER) like :begins escape '!')"
                + (ledByNobody ? " and " + LED_BY_NOBODY : "");
        Map<String, String> values =
                Map.of("realm", realmId, "text", text, "within", "%" + text + "%", "begins", text + "%");
        List<Organization> items = found(
                from + " order by p.MEMBER_NUMBER offset " + first + " rows fetch first " + max + " rows only", values);
        long total = rows("select count(*) as TOTAL" + from, values)
                .get(0)
                .get("TOTAL", Number.class)
                .longValue();
        return new Page(total, items);
    }

    /** An organization of this realm as the database has it at this moment, whatever was read before. */
    public Optional<Organization> current(String id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    private List<Organization> found(String from, Map<String, ?> values) {
        return rows(COLUMNS + from, values).stream()
                .map(Organizations::organization)
                .toList();
    }

    /** How many organizations of the realm have no active administrator; counts no further than {@code most}. */
    public long countLedByNobody(int most) {
        return rows(
                        "select count(*) as TOTAL from (select l.ID from PORTAL_LOCK l where l.REALM_ID = :realm"
                                + " and l.SCOPE = 'ORGANIZATION' and l.LIFTED_AT is null and l.CAUSE = 'LAST_ADMINISTRATOR'"
                                + " fetch first " + most + " rows only) FOUND",
                        Map.of("realm", realmId))
                .get(0)
                .get("TOTAL", Number.class)
                .longValue();
    }

    private static Organization organization(Tuple row) {
        return new Organization(
                row.get("ID", String.class),
                row.get("MEMBER_NUMBER", String.class),
                row.get("NAME", String.class),
                Kind.valueOf(row.get("KIND", String.class)),
                row.get("ENABLED", Boolean.class));
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> rows(String sql, Map<String, ?> values) {
        Query query = em.createNativeQuery(sql, Tuple.class);
        values.forEach(query::setParameter);
        return query.getResultList();
    }

    /**
     * A part of the list.
     *
     * @param total how many there are in all
     * @param items those of the part
     */
    public record Page(long total, List<Organization> items) {
        /** Copies the list. */
        public Page {
            items = List.copyOf(items);
        }
    }

    private Optional<Organization> complete(OrganizationEntity entity) {
        return Optional.ofNullable(keycloak.getById(entity.id()))
                .map(model -> new Organization(
                        entity.id(), entity.memberNumber(), model.getName(), entity.kind(), model.isEnabled()));
    }

    /**
     * Changes name and kind of an organization; nothing happens if they are so already.
     *
     * @return whether something has changed
     * @throws ModelValidationException if the name is not allowed
     */
    public boolean change(Organization organization, String name, Kind kind, Actor actor) {
        requireName(name);
        OrganizationModel model = keycloak.getById(organization.id());
        String stored = name.equals(organization.name())
                        || organization.name().equals(distinct(name, organization.memberNumber()))
                ? organization.name()
                : freeName(name, organization.memberNumber());
        if (stored.equals(organization.name()) && kind == organization.kind()) {
            return false;
        }
        cascade.hold(Set.of(organization.id()));
        model.setName(stored);
        em.find(OrganizationEntity.class, organization.id()).become(kind);
        changes.append(
                organization.id(),
                new Change(
                        actor,
                        Action.ORGANIZATION_CHANGED,
                        Subject.organization(organization.id(), organization.memberNumber()),
                        Map.of(
                                "name",
                                organization.name(),
                                "kind",
                                organization.kind().text()),
                        Map.of("name", stored, "kind", kind.text()),
                        ""));
        return true;
    }

    /** The units of an organization, by number. */
    public List<Unit> units(String organizationId) {
        return em.createQuery(
                        "select u from UnitEntity u where u.organizationId = :organization order by u.number",
                        UnitEntity.class)
                .setParameter("organization", organizationId)
                .getResultStream()
                .map(UnitEntity::asRecord)
                .toList();
    }

    /** Those of the units with these ids that the organization has. */
    public List<Unit> units(String organizationId, Collection<String> unitIds) {
        return em.createQuery(
                        "select u from UnitEntity u where u.organizationId = :organization and u.id in (:units)",
                        UnitEntity.class)
                .setParameter("organization", organizationId)
                .setParameter("units", unitIds)
                .getResultStream()
                .map(UnitEntity::asRecord)
                .toList();
    }

    /** Those of the units with these numbers that the organization has, by number. One statement. */
    public Map<String, Unit> unitsByNumber(String organizationId, Collection<String> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return em.createQuery(
                        "select u from UnitEntity u where u.organizationId = :organization and u.number in (:numbers)",
                        UnitEntity.class)
                .setParameter("organization", organizationId)
                .setParameter("numbers", numbers)
                .getResultStream()
                .map(UnitEntity::asRecord)
                .collect(Collectors.toMap(unit -> unit.data().number(), unit -> unit));
    }

    /**
     * Makes a unit, or changes the one with this number; nothing happens if it is so already.
     *
     * @return the unit as it is now
     * @throws ModelValidationException if number, name or identifier is not allowed; whether the type is one of the realm's is asked
     *     by who calls
     */
    public Unit putUnit(Organization organization, UnitData data, Actor actor) {
        return putUnit(organization, data.number(), data, actor);
    }

    /**
     * As {@link #putUnit(Organization, UnitData, Actor)}, for a unit that may get another number; the rights at it stay.
     *
     * @param number what the unit has had so far
     * @throws ModelIllegalStateException if there is no unit of that number, to get another one
     * @throws ModelDuplicateException if another unit of the organization has the new number
     */
    public Unit putUnit(Organization organization, String number, UnitData data, Actor actor) {
        requireNumber("unit number", data.number());
        requireName(data.name());
        data.identifier().ifPresent(identifier -> requireLength("identifier", identifier, 64));
        cascade.hold(Set.of(organization.id()));
        Optional<UnitEntity> found = numbered(organization.id(), number);
        if (!data.number().equals(number)) {
            if (found.isEmpty()) {
                throw new ModelIllegalStateException("There is no unit '%s'".formatted(number));
            }
            if (numbered(organization.id(), data.number()).isPresent()) {
                throw new ModelDuplicateException("The unit number '%s' is taken".formatted(data.number()));
            }
        }
        UnitEntity unit =
                found.orElseGet(() -> new UnitEntity(UUID.randomUUID().toString(), organization.id(), data.number()));
        UnitData before = unit.asRecord().data();
        if (found.isPresent() && before.equals(data)) {
            return unit.asRecord();
        }
        unit.become(data);
        if (found.isEmpty()) {
            em.persist(unit);
        }
        changes.append(
                organization.id(),
                new Change(
                        actor,
                        found.isEmpty() ? Action.UNIT_CREATED : Action.UNIT_CHANGED,
                        subject(unit.asRecord()),
                        found.isEmpty() ? Map.of() : values(before, data),
                        found.isEmpty() ? values(data) : values(data, before),
                        ""));
        return unit.asRecord();
    }

    /** The unit of an organization that has this number. */
    public Optional<Unit> unit(String organizationId, String number) {
        return numbered(organizationId, number).map(UnitEntity::asRecord);
    }

    private Optional<UnitEntity> numbered(String organizationId, String number) {
        return em.createQuery(
                        "select u from UnitEntity u where u.organizationId = :organization and u.number = :number",
                        UnitEntity.class)
                .setParameter("organization", organizationId)
                .setParameter("number", number)
                .getResultStream()
                .findAny();
    }

    /**
     * Removes a unit and all rights on it.
     *
     * @return whether the organization had it
     */
    public boolean removeUnit(Organization organization, String unitId, Actor actor) {
        cascade.hold(Set.of(organization.id()));
        Optional<UnitEntity> found = em.createQuery(
                        "select u from UnitEntity u where u.organizationId = :organization and u.id = :id",
                        UnitEntity.class)
                .setParameter("organization", organization.id())
                .setParameter("id", unitId)
                .getResultStream()
                .findAny();
        found.ifPresent(unit -> {
            em.remove(unit);
            changes.append(
                    organization.id(),
                    new Change(
                            actor,
                            Action.UNIT_REMOVED,
                            subject(unit.asRecord()),
                            values(unit.asRecord().data()),
                            Map.of(),
                            ""));
        });
        return found.isPresent();
    }

    /** The rights that the operator has switched off for an organization. */
    public Set<String> restrictions(String organizationId) {
        return new TreeSet<>(em.createQuery(
                        "select r.rightId from RestrictionEntity r where r.organizationId = :organization",
                        String.class)
                .setParameter("organization", organizationId)
                .getResultList());
    }

    /**
     * Switches rights off for an organization, and all others on again.
     *
     * @return whether something has changed
     */
    public boolean restrict(Organization organization, Set<String> rightIds, Actor actor) {
        cascade.hold(Set.of(organization.id()));
        Set<String> before = restrictions(organization.id());
        Set<String> after = new TreeSet<>(rightIds);
        if (before.equals(after)) {
            return false;
        }
        before.stream()
                .filter(right -> !after.contains(right))
                .map(right -> em.find(RestrictionEntity.class, new RestrictionEntity.Key(organization.id(), right)))
                .forEach(em::remove);
        after.stream()
                .filter(right -> !before.contains(right))
                .forEach(right -> em.persist(new RestrictionEntity(organization.id(), right)));
        changes.append(
                organization.id(),
                new Change(
                        actor,
                        Action.RESTRICTIONS_CHANGED,
                        Subject.organization(organization.id(), organization.memberNumber()),
                        Map.of("rights", before),
                        Map.of("rights", after),
                        ""));
        return true;
    }

    /** Keycloak has removed an organization: what is ours goes too, but for the log. */
    public void forget(String organizationId) {
        find(organizationId)
                .ifPresent(organization -> changes.append(
                        organizationId,
                        Change.of(
                                Actor.system("keycloak"),
                                Action.ORGANIZATION_REMOVED,
                                Subject.organization(organizationId, organization.memberNumber()),
                                "")));
        em.flush();
        em.createQuery("delete from PortalOrganizationEntity o where o.id = :id")
                .setParameter("id", organizationId)
                .executeUpdate();
    }

    /** A realm is gone, with all its organizations. */
    public static void forgetRealm(KeycloakSession session, String realmId) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from PortalOrganizationEntity o where o.realmId = :realm")
                .setParameter("realm", realmId)
                .executeUpdate();
    }

    private static Subject subject(Unit unit) {
        return new Subject(Subject.Kind.UNIT, unit.id(), unit.data().number());
    }

    /** With the number, if it is another one on the other side. */
    private static Map<String, String> values(UnitData data, UnitData other) {
        Map<String, String> values = values(data);
        if (!data.number().equals(other.number())) {
            values.put("number", data.number());
        }
        return values;
    }

    private static Map<String, String> values(UnitData data) {
        Map<String, String> values = new HashMap<>();
        values.put("name", data.name());
        values.put("type", data.type());
        data.identifier().ifPresent(identifier -> values.put("identifier", identifier));
        return values;
    }

    /** Keycloak wants names to differ; two employers may well be called the same. */
    private String freeName(String name, String memberNumber) {
        return keycloak.getAllStream(name, true, 0, 1).findAny().isEmpty() ? name : distinct(name, memberNumber);
    }

    private static String distinct(String name, String memberNumber) {
        return "%s (%s)".formatted(name, memberNumber);
    }

    private static void requireNumber(String what, String number) {
        if (!NUMBER.matcher(number).matches()) {
            throw new ModelValidationException(
                    "The %s '%s' is not allowed: up to 32 letters, digits, dots, slashes and dashes, a letter or digit first"
                            .formatted(what, number));
        }
    }

    private static void requireName(String name) {
        requireLength("name", name, NAME_LENGTH);
    }

    private static void requireLength(String what, String text, int most) {
        if (text.isBlank() || text.length() > most) {
            throw new ModelValidationException("The %s must have 1 to %d characters".formatted(what, most));
        }
    }
}
