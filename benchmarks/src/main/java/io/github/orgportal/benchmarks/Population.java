package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The accounts of a realm with a large organization, a small one, and others. One account in ten has no password, one in fifty is locked. */
final class Population {
    /** Accounts of the large organization. */
    static final int MANY = 10_000;

    /** Accounts of each other organization. */
    static final int FEW = 10;

    private Population() {}

    /**
     * Writes them by SQL, from the rows that the server itself has made of the two organizations. The administrator is one of the accounts.
     *
     * @param many id of the organization that gets {@link #MANY} accounts
     * @param few id of the one that gets {@link #FEW}
     * @param listed accounts in all organizations; the rest goes to organizations of {@link #FEW}
     */
    static void write(Database database, String many, String few, int listed, Report report) {
        long begin = System.nanoTime();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            // the rows of a table come before those that they refer to
            statement.execute("set session_replication_role = replica");
            for (String sql : rows(many, few, listed).split(";\n", -1)) {
                statement.execute(sql);
            }
            connection.setAutoCommit(true);
            statement.execute("vacuum analyze");
            report.line(
                    "%,d accounts in %,d organizations written in %.0f s (load %.1f)",
                    listed, 2 + (listed - MANY - FEW) / FEW, (System.nanoTime() - begin) / 1e9, Report.load());
        } catch (SQLException e) {
            throw new IllegalStateException("The realm cannot be filled", e);
        }
    }

    private static String rows(String many, String few, int listed) {
        return """
                create temporary table PLAN as
                select n, md5('account' || n)::uuid::text as ACCOUNT, md5('membership' || n)::uuid::text as MEMBERSHIP,
                    case when n < MANY then 'ID_OF_MANY' when n < MANY + FEW - 1 then 'ID_OF_FEW'
                        else md5('organization' || (n - MANY - FEW + 1) / FEW)::uuid::text end as ORGANIZATION,
                    case when n in (7, MANY + 5) then 'Suchmann' else 'Name' || n * 7919::bigint % 5000 end as LAST_NAME,
                    'Vorname' || n * 104729::bigint % 300 as FIRST_NAME
                from generate_series(1, LISTED - 2) n;
                create temporary table PLACES as
                select distinct ORGANIZATION, md5('group' || ORGANIZATION)::uuid::text as PLACE
                from PLAN where ORGANIZATION not in ('ID_OF_MANY', 'ID_OF_FEW');
                insert into KEYCLOAK_GROUP
                select (jsonb_populate_record(g, jsonb_build_object('id', p.PLACE, 'name', p.PLACE, 'org_id', p.ORGANIZATION))).*
                from PLACES p, KEYCLOAK_GROUP g join ORG o on o.GROUP_ID = g.ID where o.ID = 'ID_OF_FEW';
                insert into ORG
                select (jsonb_populate_record(o, jsonb_build_object('id', p.ORGANIZATION, 'name', p.ORGANIZATION, 'alias', p.ORGANIZATION,
                    'group_id', p.PLACE))).*
                from PLACES p, ORG o where o.ID = 'ID_OF_FEW';
                insert into PORTAL_ORGANIZATION
                select p.ORGANIZATION, o.REALM_ID, left(p.PLACE, 30), o.KIND from PLACES p, PORTAL_ORGANIZATION o where o.ID = 'ID_OF_FEW';
                insert into PLACES select ID, GROUP_ID from ORG where ID in ('ID_OF_MANY', 'ID_OF_FEW');
                insert into USER_ENTITY (ID, USERNAME, EMAIL, EMAIL_CONSTRAINT, EMAIL_VERIFIED, ENABLED, REALM_ID, CREATED_TIMESTAMP,
                    NOT_BEFORE, LAST_NAME, FIRST_NAME)
                select p.ACCOUNT, 'k' || p.n, 'k' || p.n || '@firma.example', 'k' || p.n || '@firma.example', true, true, o.REALM_ID, 0,
                    0, p.LAST_NAME, p.FIRST_NAME
                from PLAN p, PORTAL_ORGANIZATION o where o.ID = 'ID_OF_FEW';
                insert into PORTAL_MEMBERSHIP (ID, REALM_ID, ORGANIZATION_ID, USER_ID, ROLE, CREATED_AT, VERSION, LAST_NAME, FIRST_NAME,
                    USERNAME, EMAIL, STANDING)
                select p.MEMBERSHIP, o.REALM_ID, p.ORGANIZATION, p.ACCOUNT, 'CLERK', p.n, 0, lower(p.LAST_NAME), lower(p.FIRST_NAME),
                    'k' || p.n, 'k' || p.n || '@firma.example',
                    case when p.n % 50 = 3 then 'LOCKED' when p.n % 10 = 0 then 'PENDING' else 'ACTIVE' end
                from PLAN p, PORTAL_ORGANIZATION o where o.ID = 'ID_OF_FEW';
                insert into USER_GROUP_MEMBERSHIP (GROUP_ID, USER_ID, MEMBERSHIP_TYPE)
                select l.PLACE, p.ACCOUNT, 'UNMANAGED' from PLAN p join PLACES l on l.ORGANIZATION = p.ORGANIZATION;
                insert into CREDENTIAL (ID, TYPE, USER_ID, CREATED_DATE, SECRET_DATA, CREDENTIAL_DATA, PRIORITY)
                select md5('credential' || n)::uuid::text, 'password', ACCOUNT, 0, '{}', '{}', 10 from PLAN where n % 10 > 0;
                insert into PORTAL_LOCK (ID, REALM_ID, SCOPE, TARGET_ID, CAUSE, REASON, LOCKED_BY, LOCKED_AT)
                select md5('lock' || p.n)::uuid::text, o.REALM_ID, 'USER', p.ACCOUNT, 'ADMINISTRATOR', '', 'benchmark', 0
                from PLAN p, PORTAL_ORGANIZATION o where o.ID = 'ID_OF_FEW' and p.n % 50 = 3
                """.replace("ID_OF_MANY", many)
                .replace("ID_OF_FEW", few)
                .replace("MANY", Integer.toString(MANY))
                .replace("FEW", Integer.toString(FEW))
                .replace("LISTED", Integer.toString(listed));
    }
}
