package io.github.orgportal.organizations.grant;

import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.lock.Cascade;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.policy.GrantProblem;
import io.github.orgportal.organizations.profile.Organizations;
import io.github.orgportal.organizations.profile.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * Grants rights on units, and tells which of them work: granted, not switched off for the organization, available for the unit's type,
 * and the unit has the identifier that they need.
 */
public final class Grants {
    private static final int ROWS_AT_ONCE = 500;

    private final EntityManager em;
    private final Catalogue catalogue;
    private final Organizations organizations;
    private final Cascade cascade;
    private final ChangeLog changes;

    /** Works in the transaction of this session, for the realm in its context. */
    public Grants(KeycloakSession session, Organizations organizations, Cascade cascade, ChangeLog changes) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.catalogue = Catalogue.of(session.getContext().getRealm());
        this.organizations = organizations;
        this.cascade = cascade;
        this.changes = changes;
    }

    /** What is granted to a membership: ids of rights, by the ids of the units. One statement. */
    public Map<String, Set<String>> of(String membershipId) {
        return em.createQuery(
                        "select g.unitId, g.rightId from GrantEntity g where g.membershipId = :membership", Tuple.class)
                .setParameter("membership", membershipId)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> row.get(0, String.class),
                        TreeMap::new,
                        Collectors.mapping(row -> row.get(1, String.class), Collectors.toCollection(TreeSet::new))));
    }

    /** What is granted at a unit: ids of rights, by the ids of these memberships. One statement. */
    public Map<String, Set<String>> at(String unitId, Collection<String> membershipIds) {
        return em.createQuery(
                        "select g.membershipId, g.rightId from GrantEntity g where g.unitId = :unit and g.membershipId in (:memberships)",
                        Tuple.class)
                .setParameter("unit", unitId)
                .setParameter("memberships", membershipIds)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> row.get(0, String.class),
                        Collectors.mapping(row -> row.get(1, String.class), Collectors.toCollection(TreeSet::new))));
    }

    /**
     * Grants exactly these rights to a membership; units that are not named lose theirs. All of it happens or nothing.
     *
     * @param wanted ids of rights, by the ids of the units
     * @return whether something has changed
     * @throws UnknownUnitException if the organization has no such unit
     * @throws RefusedGrantsException if rights cannot be granted at a unit
     * @throws io.github.orgportal.organizations.lock.LockedActorException if the administrator who asks was locked in the meantime
     */
    public boolean replace(UserModel account, Member member, Map<String, Set<String>> wanted, Actor actor) {
        return replace(account, member, wanted, Ceiling.NONE, actor);
    }

    /**
     * As {@link #replace(UserModel, Member, Map, Actor)}, for somebody who may not reach all units: those beyond stay as they are, and for
     * this one there are no such units.
     */
    public boolean replace(
            UserModel account, Member member, Map<String, Set<String>> wanted, Ceiling ceiling, Actor actor) {
        cascade.require(actor, cascade.hold(Set.of(member.organizationId())).keySet());
        wanted.keySet().stream()
                .filter(unit -> !ceiling.reaches(unit))
                .findAny()
                .ifPresent(unit -> {
                    throw new UnknownUnitException(unit);
                });
        validate(member, wanted);
        Map<String, Set<String>> granted = of(member.id());
        Map<String, Set<String>> before = new TreeMap<>();
        Map<String, Set<String>> after = new TreeMap<>();
        Set<String> units = new TreeSet<>(ceiling.visible(granted).keySet());
        units.addAll(wanted.keySet());
        for (String unit : units) {
            Set<String> old = granted.getOrDefault(unit, Set.of());
            Set<String> now = new TreeSet<>(wanted.getOrDefault(unit, Set.of()));
            if (!old.equals(now)) {
                before.put(unit, old);
                after.put(unit, now);
                write(member.id(), unit, old, now);
            }
        }
        if (after.isEmpty()) {
            return false;
        }
        changes.append(
                member.organizationId(),
                new Change(actor, Action.GRANTS_CHANGED, Subject.account(account), before, after, ""));
        return true;
    }

    /**
     * What works for a membership. Needs as many statements as rows at its beginning are without effect, usually one, and reads few rows
     * more than it returns, however many there are behind them.
     *
     * @param most rights in all
     */
    public EffectiveGrants effective(Member member, int most) {
        return effectiveAfter(member, "", most);
    }

    /**
     * What works for a membership at the units behind one, in the order of their ids: the next page.
     *
     * @param unitId of the last unit of the page before; an empty text for the first page
     * @param most rights in all; at least as many as the catalogue has, or a unit with all of them would never fit
     */
    public EffectiveGrants effectiveAfter(Member member, String unitId, int most) {
        if (member.role().isAdministrator()) {
            // what it has is what it can pass on; it works for nobody who is an administrator
            return new EffectiveGrants(List.of(), false);
        }
        Selection selection = new Selection(organizations.restrictions(member.organizationId()), most);
        Row last = Row.behind(unitId);
        int read;
        do {
            read = 0;
            try (Stream<Row> rows = rows(member.id(), last, most)) {
                Iterator<Row> next = rows.iterator();
                while (!selection.isFull() && next.hasNext()) {
                    last = next.next();
                    selection.take(last);
                    read++;
                }
            }
        } while (read == ROWS_AT_ONCE && !selection.isFull());
        return selection.result();
    }

    /** To be closed. */
    private Stream<Row> rows(String membershipId, Row after, int most) {
        // in the order of the primary key, so that the database reads no row more than it gives
        return em.createQuery(
                        "select g.unitId, u.number, u.type, case when u.identifier is null then 0 else 1 end, g.rightId"
                                + " from GrantEntity g join UnitEntity u on u.id = g.unitId"
                                + " where g.membershipId = :membership and g.unitId >= :unit"
                                + " and (g.unitId > :unit or g.rightId > :right) order by g.unitId, g.rightId",
                        Tuple.class)
                .setParameter("membership", membershipId)
                .setParameter("unit", after.unitId())
                .setParameter("right", after.rightId())
                .setMaxResults(ROWS_AT_ONCE)
                .setHint(HibernateHints.HINT_FETCH_SIZE, rowsToFill(most))
                .getResultStream()
                .map(row -> new Row(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, Integer.class) == 1,
                        row.get(4, String.class)));
    }

    /** If all of them have an effect: the unit that is one right too many, to its end, and the first row of the next one. */
    private int rowsToFill(int most) {
        return Math.min(ROWS_AT_ONCE, most + catalogue.rights().size() + 1);
    }

    private void validate(Member member, Map<String, Set<String>> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        Set<String> switchedOff = organizations.restrictions(member.organizationId());
        Map<String, Unit> units = organizations.units(member.organizationId(), wanted.keySet()).stream()
                .collect(Collectors.toMap(Unit::id, Function.identity()));
        wanted.forEach((unitId, rights) -> {
            Unit unit = units.get(unitId);
            if (unit == null) {
                throw new UnknownUnitException(unitId);
            }
            List<GrantProblem> problems = catalogue.problems(unit.data().type(), rights, switchedOff);
            if (!problems.isEmpty()) {
                throw new RefusedGrantsException(unitId, problems);
            }
        });
    }

    private void write(String membershipId, String unitId, Set<String> before, Set<String> after) {
        before.stream()
                .filter(right -> !after.contains(right))
                .map(right -> em.find(GrantEntity.class, new GrantEntity.Key(membershipId, unitId, right)))
                .forEach(em::remove);
        after.stream()
                .filter(right -> !before.contains(right))
                .forEach(right -> em.persist(new GrantEntity(membershipId, unitId, right)));
    }

    private record Row(String unitId, String unitNumber, String unitType, boolean hasIdentifier, String rightId) {
        static final Row BEFORE_ALL = behind("");

        /** Stands behind all rows of a unit: ids of rights are ASCII. */
        static Row behind(String unitId) {
            return new Row(unitId, "", "", false, "~");
        }
    }

    /** Takes rows in their order, and closes a unit when the next one begins, until it is full. */
    private final class Selection {
        private final Set<String> switchedOff;
        private final int most;
        private final List<UnitRights> units = new ArrayList<>();
        private final Set<String> granted = new HashSet<>();
        private Row unit = Row.BEFORE_ALL;
        private int rights;
        private boolean more;

        Selection(Set<String> switchedOff, int most) {
            this.switchedOff = switchedOff;
            this.most = most;
        }

        void take(Row row) {
            if (!row.unitId().equals(unit.unitId())) {
                closeUnit();
                unit = row;
            }
            granted.add(row.rightId());
        }

        boolean isFull() {
            return more;
        }

        EffectiveGrants result() {
            closeUnit();
            return new EffectiveGrants(units, more);
        }

        private void closeUnit() {
            List<String> usable = catalogue.usable(unit.unitType(), unit.hasIdentifier(), granted, switchedOff);
            granted.clear();
            more |= rights + usable.size() > most;
            if (!more && !usable.isEmpty()) {
                units.add(new UnitRights(unit.unitId(), unit.unitNumber(), usable));
                rights += usable.size();
            }
        }
    }
}
