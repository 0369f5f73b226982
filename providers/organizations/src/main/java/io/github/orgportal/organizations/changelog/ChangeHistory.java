package io.github.orgportal.organizations.changelog;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Reads the log of a realm or of one of its organizations. Who may read what is not asked here.
 *
 * <p>A page costs the same wherever it stands and however long the log is: each condition leads to a range of an index that has the
 * order of the page. "By whom or whom" would be two ranges, so it is two statements, put together by the database: it alone knows how
 * it sorts ids.
 */
public final class ChangeHistory {
    private static final String NEWEST_FIRST = " order by CHANGED_AT desc, CHAIN_ID desc, SEQUENCE_NUMBER desc limit ";

    private final EntityManager em;
    private final String realmId;

    /** Reads in the transaction of this session, for the realm in its context. */
    public ChangeHistory(KeycloakSession session) {
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.realmId = session.getContext().getRealm().getId();
    }

    /** A page, newest first. */
    public ChangePage page(ChangeQuery query) {
        // one more, which tells whether there is another page
        List<LoggedChange> found = read(query, query.max() + 1);
        if (found.size() <= query.max()) {
            return new ChangePage(found, Optional.empty());
        }
        List<LoggedChange> items = found.subList(0, query.max());
        return new ChangePage(items, Optional.of(items.get(items.size() - 1).position()));
    }

    /**
     * Writes all entries as CSV, newest first, whatever the size of a page is. Holds one page at a time in memory.
     *
     * @param pages how to read one, such as {@link #page} in a transaction of its own, so that none waits for a slow writer
     * @throws IOException if the writer does
     */
    public static void writeCsv(Function<ChangeQuery, ChangePage> pages, ChangeQuery query, Writer writer)
            throws IOException {
        ChangeCsv csv = new ChangeCsv(writer);
        csv.header();
        Optional<ChangeQuery> rest = Optional.of(query);
        while (rest.isPresent()) {
            ChangePage page = pages.apply(rest.get());
            for (LoggedChange change : page.items()) {
                csv.row(change);
            }
            rest = page.next().map(query::before);
        }
    }

    private List<LoggedChange> read(ChangeQuery query, int most) {
        Map<String, Object> values = new LinkedHashMap<>();
        // PostgreSQL keeps a plan only if it knows that the rows are few, so their number is no parameter; else it
        // plans each page anew,
        // which takes longer than reading it
        String newestFirst = NEWEST_FIRST + most;
        String conditions = conditions(query, values);
        String sql = query.personId()
                .map(person -> {
                    values.put("person", person);
                    return byOrTo(conditions, newestFirst);
                })
                .orElseGet(() -> "select * from PORTAL_CHANGE" + conditions + newestFirst);
        TypedQuery<ChangeEntity> typed = changes(sql);
        values.forEach(typed::setParameter);
        return typed.getResultList().stream().map(this::detached).toList();
    }

    private static String byOrTo(String conditions, String newestFirst) {
        return "select * from ((select * from PORTAL_CHANGE" + conditions + " and ACTOR_ID = :person" + newestFirst
                + ") union all (select * from PORTAL_CHANGE" + conditions
                + " and SUBJECT_ID = :person and ACTOR_ID <> :person" + newestFirst + ")) FOUND" + newestFirst;
    }

    private String conditions(ChangeQuery query, Map<String, Object> values) {
        StringBuilder sql = new StringBuilder(" where REALM_ID = :realm");
        values.put("realm", realmId);
        query.organizationId().ifPresent(organization -> {
            sql.append(" and CHAIN_ID = :organization");
            values.put("organization", organization);
        });
        query.action().ifPresent(action -> {
            sql.append(" and ACTION = :action");
            values.put("action", action.name());
        });
        query.from().ifPresent(from -> {
            sql.append(" and CHANGED_AT >= :from");
            values.put("from", from);
        });
        query.to().ifPresent(to -> {
            sql.append(" and CHANGED_AT < :to");
            values.put("to", to);
        });
        query.before().ifPresent(position -> {
            // the first condition is the range of the index, the second one parts what happened in the same millisecond
            sql.append(" and CHANGED_AT <= :at and (CHANGED_AT < :at or CHAIN_ID < :chain"
                    + " or CHAIN_ID = :chain and SEQUENCE_NUMBER < :sequence)");
            values.put("at", position.changedAt());
            values.put("chain", position.chainId());
            values.put("sequence", position.sequence());
        });
        return sql.toString();
    }

    /** A page must not stay in the session's memory, nor be looked through for changes at its end. */
    private LoggedChange detached(ChangeEntity entity) {
        em.detach(entity);
        return entity.asRecord();
    }

    @SuppressWarnings("unchecked")
    private TypedQuery<ChangeEntity> changes(String sql) {
        return (TypedQuery<ChangeEntity>) em.createNativeQuery(sql, ChangeEntity.class);
    }
}
