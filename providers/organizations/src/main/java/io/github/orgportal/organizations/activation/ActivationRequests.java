package io.github.orgportal.organizations.activation;

import io.github.orgportal.organizations.changelog.Action;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.changelog.Change;
import io.github.orgportal.organizations.changelog.ChangeLog;
import io.github.orgportal.organizations.changelog.Subject;
import io.github.orgportal.organizations.lock.Cascade;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.membership.NameKey;
import io.github.orgportal.organizations.policy.Catalogue;
import io.github.orgportal.organizations.profile.Kind;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.Unit;
import io.github.orgportal.organizations.profile.UnitData;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;

/**
 * The activation requests of a realm. One is there while it waits: settling removes it, and whoever removes it has settled it. With its
 * membership or unit it goes by itself. Who may is not asked here.
 */
public final class ActivationRequests {
    /** Characters of a reason. */
    public static final int REASON_LENGTH = 1000;

    private static final String FROM = """
             from PORTAL_ACTIVATION_REQUEST r join PORTAL_MEMBERSHIP m on m.ID = r.MEMBERSHIP_ID
             join USER_ENTITY u on u.ID = m.USER_ID join PORTAL_ORGANIZATION p on p.ID = m.ORGANIZATION_ID
             join ORG o on o.ID = p.ID join PORTAL_UNIT n on n.ID = r.UNIT_ID
             where r.REALM_ID = :realm
            """;

    /** With all that tells what a right is for the person: of a page, for as many statements as of a single one. Ids have no blanks. */
    private static final String ROWS = """
            select r.ID as ID, r.RIGHT_ID as RIGHT_ID, r.REQUESTED_AT as REQUESTED_AT, m.USER_ID as ACCOUNT, u.USERNAME as USERNAME,
                   coalesce(u.FIRST_NAME, '') as FIRST_NAME, coalesce(u.LAST_NAME, '') as LAST_NAME,
                   p.ID as ORGANIZATION, p.MEMBER_NUMBER as MEMBER_NUMBER, p.KIND as KIND, o.NAME as NAME, o.ENABLED as ENABLED,
                   n.ID as UNIT, n.UNIT_NUMBER as UNIT_NUMBER, n.NAME as UNIT_NAME, n.TYPE as UNIT_TYPE, n.IDENTIFIER as IDENTIFIER,
                   (select string_agg(g.RIGHT_ID, ' ') from PORTAL_GRANT g
                    where g.MEMBERSHIP_ID = r.MEMBERSHIP_ID and g.UNIT_ID = r.UNIT_ID) as GRANTED,
                   (select string_agg(x.RIGHT_ID, ' ') from PORTAL_RESTRICTION x where x.ORGANIZATION_ID = p.ID) as SWITCHED_OFF
            """ + FROM;

    private final EntityManager em;
    private final RealmModel realm;
    private final Cascade cascade;
    private final ChangeLog changes;

    /** Works in the transaction of this session, for the realm in its context. */
    public ActivationRequests(KeycloakSession session, Cascade cascade, ChangeLog changes) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.realm = session.getContext().getRealm();
        this.cascade = cascade;
        this.changes = changes;
    }

    /**
     * Puts a member's wish for a right at a unit on the list.
     *
     * @return whether it is new there; not if the member waits for that right at that unit already, or has become an administrator by now
     */
    public boolean open(Member member, Unit unit, String right) {
        // two wishes of one member wait for each other, and so do a wish and the removal of its unit
        cascade.hold(Set.of(member.organizationId()));
        return em.createNativeQuery("""
                                insert into PORTAL_ACTIVATION_REQUEST (ID, REALM_ID, MEMBERSHIP_ID, UNIT_ID, RIGHT_ID, REQUESTED_AT)
                                select :id, :realm, m.ID, n.ID, :right, :now
                                from PORTAL_MEMBERSHIP m join PORTAL_UNIT n on n.ORGANIZATION_ID = m.ORGANIZATION_ID
                                where m.ID = :membership and m.ROLE not in ('ADMINISTRATOR', 'PRINCIPAL_ADMINISTRATOR') and n.ID = :unit and not exists (select 1 from PORTAL_ACTIVATION_REQUEST r
                                    where r.MEMBERSHIP_ID = m.ID and r.UNIT_ID = n.ID and r.RIGHT_ID = :right)""")
                        .setParameter("id", UUID.randomUUID().toString())
                        .setParameter("realm", realm.getId())
                        .setParameter("right", right)
                        .setParameter("now", Time.currentTimeMillis())
                        .setParameter("membership", member.id())
                        .setParameter("unit", unit.id())
                        .executeUpdate()
                == 1;
    }

    /** A part of the list. Two statements, however long it is. */
    public ActivationPage page(ActivationQuery query) {
        Map<String, Object> values = new HashMap<>(Map.of("realm", realm.getId()));
        String condition = "";
        if (!query.search().isEmpty()) {
            String text = escaped(query.search());
            String name = NameKey.of(query.search());
            values.put("named", name.isEmpty() ? "" : "%" + escaped(name) + "%");
            values.put("within", "%" + text + "%");
            values.put("begins", text + "%");
            condition = " and (concat(m.FIRST_NAME, ' ', m.LAST_NAME) like :named escape '!'"
                    + " or lower(o.NAME) like :within escape '!' or lower(n.NAME) like :within escape '!'"
                    + " or lower(u.USERNAME) like :begins escape '!' or lower(p.MEMBER_NUMBER) like :begins escape '!'"
                    + " or lower(n.UNIT_NUMBER) like :begins escape '!'";
            if (!query.rights().isEmpty()) {
                values.put("rights", query.rights());
                condition += " or r.RIGHT_ID in (:rights)";
            }
            condition += ")";
        }
        List<ActivationRequest> items = requests(
                ROWS + condition + query.order().sql() + " offset " + query.first() + " rows fetch first " + query.max()
                        + " rows only",
                values);
        long total = rows("select count(*) as TOTAL" + FROM + condition, values)
                .get(0)
                .get("TOTAL", Number.class)
                .longValue();
        return new ActivationPage(total, items);
    }

    private static String escaped(String text) {
        return text.replaceAll("[%_!]", "!$0");
    }

    /** How many wait; counts no further than {@code most}. */
    public long countWaiting(int most) {
        return rows(
                        "select count(*) as TOTAL from (select ID from PORTAL_ACTIVATION_REQUEST where REALM_ID = :realm fetch first "
                                + most + " rows only) FOUND",
                        Map.of("realm", realm.getId()))
                .get(0)
                .get("TOTAL", Number.class)
                .longValue();
    }

    /**
     * The operator has done what it takes. Told in the log of the organization.
     *
     * @return what was asked for; none if there is no such request, or somebody else has settled it
     */
    public Optional<ActivationRequest> complete(String id, Actor actor) {
        return settle(id, Action.ACTIVATION_DONE, "", actor);
    }

    /**
     * The operator does not do it. Told in the log of the organization, with the reason.
     *
     * @return as {@link #complete}
     * @throws ModelValidationException if the reason is empty, or longer than {@value #REASON_LENGTH}
     */
    public Optional<ActivationRequest> decline(String id, String reason, Actor actor) {
        if (reason.isBlank() || reason.length() > REASON_LENGTH) {
            throw new ModelValidationException(
                    "Who declines a request has a reason of up to %d characters".formatted(REASON_LENGTH));
        }
        return settle(id, Action.ACTIVATION_DECLINED, reason, actor);
    }

    private Optional<ActivationRequest> settle(String id, Action action, String reason, Actor actor) {
        Optional<ActivationRequest> found = find(id);
        // always before the row, or two could wait for each other; of two operators the second one waits here
        found.ifPresent(request -> cascade.hold(Set.of(request.organization().id())));
        Optional<ActivationRequest> settled =
                found.filter(request -> em.createNativeQuery("delete from PORTAL_ACTIVATION_REQUEST where ID = :id")
                                .setParameter("id", request.id())
                                .executeUpdate()
                        == 1);
        settled.ifPresent(request -> changes.append(
                request.organization().id(),
                new Change(
                        actor,
                        action,
                        new Subject(Subject.Kind.ACCOUNT, request.accountId(), request.loginName()),
                        Map.of(),
                        Map.of("unit", request.unit().data().number(), "right", request.right()),
                        reason)));
        return settled;
    }

    private Optional<ActivationRequest> find(String id) {
        return requests(ROWS + " and r.ID = :id", Map.of("realm", realm.getId(), "id", id)).stream()
                .findAny();
    }

    private List<ActivationRequest> requests(String sql, Map<String, ?> values) {
        Catalogue catalogue = Catalogue.of(realm);
        return rows(sql, values).stream().map(row -> request(row, catalogue)).toList();
    }

    private static ActivationRequest request(Tuple row, Catalogue catalogue) {
        String right = row.get("RIGHT_ID", String.class);
        Unit unit = new Unit(
                row.get("UNIT", String.class),
                new UnitData(
                        row.get("UNIT_NUMBER", String.class),
                        row.get("UNIT_NAME", String.class),
                        row.get("UNIT_TYPE", String.class),
                        Optional.ofNullable(row.get("IDENTIFIER", String.class))));
        return new ActivationRequest(
                row.get("ID", String.class),
                row.get("ACCOUNT", String.class),
                row.get("USERNAME", String.class),
                row.get("FIRST_NAME", String.class),
                row.get("LAST_NAME", String.class),
                new Organization(
                        row.get("ORGANIZATION", String.class),
                        row.get("MEMBER_NUMBER", String.class),
                        row.get("NAME", String.class),
                        Kind.valueOf(row.get("KIND", String.class)),
                        row.get("ENABLED", Boolean.class)),
                unit,
                right,
                row.get("REQUESTED_AT", Number.class).longValue(),
                catalogue.cell(
                        right,
                        unit.data().type(),
                        unit.data().identifier().isPresent(),
                        ids(row.get("GRANTED", String.class)),
                        ids(row.get("SWITCHED_OFF", String.class))));
    }

    private static Set<String> ids(@Nullable String joined) {
        return Set.of(Objects.requireNonNullElse(joined, "").split(" "));
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> rows(String sql, Map<String, ?> values) {
        Query query = em.createNativeQuery(sql, Tuple.class);
        values.forEach(query::setParameter);
        return query.getResultList();
    }
}
