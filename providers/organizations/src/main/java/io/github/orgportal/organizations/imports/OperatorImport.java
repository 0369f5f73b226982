package io.github.orgportal.organizations.imports;

import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.imports.Document.Source;
import io.github.orgportal.organizations.policy.PortalPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Imports organizations, their units, accounts, and what those may do, from one JSON document into one realm.
 *
 * <p>What is there already is recognized by member number, unit number and login name, and becomes what the document says; what the
 * document does not name stays as it is. So a second run of the same document changes nothing. An account may stand in several
 * organizations, always with the same personal data. New accounts have no password.
 *
 * <p>The document is read one organization at a time, with about a kilobyte of memory for each of its accounts. It is stored in
 * transactions of its own: the organization, its units and its first accounts together, administrators before others, so that nobody is
 * locked for a moment because the administrator comes last; further accounts in portions of {@value #PORTION}. A row that is
 * rejected, or whose storing fails, harms no other and leaves nothing of itself.
 *
 * <p>A rehearsal does the same and rolls everything back. What a portion builds on, its organization and units, is done once more in its
 * transaction, so that the fates are those of a real run.
 */
public final class OperatorImport {
    private static final Logger LOG = Logger.getLogger(OperatorImport.class);

    /**
     * Accounts in one transaction: enough to make the commit cheap, few enough to keep nobody waiting, and Hibernate, which looks
     * through all that a transaction has touched before it queries, not busy with itself.
     */
    private static final int PORTION = 50;

    /** Another import, or an administrator, may be at work on the same rows. */
    private static final int TRIES = 3;

    private final KeycloakSessionFactory sessions;
    private final String realmId;
    private final Actor actor;

    /** Imports into this realm, in the name of this actor. */
    public OperatorImport(KeycloakSessionFactory sessions, String realmId, Actor actor) {
        this.sessions = sessions;
        this.realmId = realmId;
        this.actor = actor;
    }

    /**
     * Imports.
     *
     * @param report told the fate of each row as soon as it is certain
     * @throws IOException if the document cannot be read on, or what the report is written to fails; what was reported stands
     */
    public Summary run(InputStream document, Report report) throws IOException {
        return new Run(false, report).all(document);
    }

    /**
     * Tells what {@link #run} would do, and changes nothing.
     *
     * @throws IOException as there
     */
    public Summary rehearse(InputStream document, Report report) throws IOException {
        return new Run(true, report).all(document);
    }

    private boolean isRoleChosen() {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions,
                session -> PortalPolicy.of(session.realms().getRealm(realmId))
                        .filter(policy -> policy.login().roleChoice())
                        .isPresent());
    }

    /** Is told the fates. */
    @FunctionalInterface
    public interface Report {
        /**
         * Takes the next row.
         *
         * @throws IOException if it cannot be passed on; this ends the import
         */
        void add(ReportRow row) throws IOException;
    }

    private final class Run {
        private final boolean rehearsal;
        private final Report report;
        private final Summary.Counter counter = new Summary.Counter();
        private final Set<String> memberNumbers = new HashSet<>();
        /** To login names the hash of who it is, to tell contradictions without keeping everybody. */
        private final Map<String, Integer> persons = new HashMap<>();

        private final boolean roleChoice = isRoleChosen();

        Run(boolean rehearsal, Report report) {
            this.rehearsal = rehearsal;
            this.report = report;
        }

        Summary all(InputStream stream) throws IOException {
            try (Document document = new Document(stream)) {
                Optional<Source> next = document.next();
                while (next.isPresent()) {
                    organization(next.get());
                    next = document.next();
                }
            } catch (BrokenDocumentException e) {
                add(new ReportRow(e.line(), "", RowKind.DOCUMENT, "", Fate.REJECTED, String.valueOf(e.getMessage())));
            }
            return counter.summary(rehearsal);
        }

        private void organization(Source source) throws IOException {
            List<Step> head = new ArrayList<>();
            head.add(step(source.head(), memberNumbers, OrganizationRow::memberNumber, Target::put));
            Set<String> unitNumbers = new HashSet<>();
            source.units().forEach(unit -> head.add(step(unit, unitNumbers, content -> content.number(), Target::put)));
            List<Step> accounts = accounts(source.accounts());
            new OrganizationRun(source.head().key(), head).through(accounts);
        }

        private List<Step> accounts(List<Row<AccountRow>> rows) {
            List<Step> administrators = new ArrayList<>();
            List<Step> others = new ArrayList<>();
            Set<String> loginNames = new HashSet<>();
            for (Row<AccountRow> row : rows) {
                Step step = isContradiction(row)
                        ? Step.rejected(
                                row,
                                "The account stands in another organization of the document with different personal data,"
                                        + " allowed are the same everywhere")
                        : step(row, loginNames, this::key, Target::put);
                boolean first = row.content()
                        .map(AccountRow::role)
                        .filter(Role::isAdministrator)
                        .isPresent();
                (first ? administrators : others).add(step);
            }
            administrators.addAll(others);
            return administrators;
        }

        private boolean isContradiction(Row<AccountRow> row) {
            if (row.content().isEmpty()) {
                return false;
            }
            Person person = row.content().get().person();
            Integer before = persons.putIfAbsent(key(row.content().get()), person.hashCode());
            return before != null && before != person.hashCode();
        }

        /** Where the role is chosen before the login, the same login name in another role is another account. */
        private String key(AccountRow row) {
            return roleChoice
                    ? row.role().chosen().text() + " " + row.person().loginName()
                    : row.person().loginName();
        }

        private <T> Step step(Row<T> row, Set<String> seen, Key<T> key, Put<T> put) {
            if (row.content().isPresent() && !seen.add(key.of(row.content().get()))) {
                return Step.rejected(row, "It stands twice in the document, allowed is once");
            }
            return new Step(row, target -> put.on(target, row.understood()));
        }

        private void add(ReportRow row) throws IOException {
            counter.count(row);
            report.add(row);
        }

        /** The transactions of one organization. */
        private final class OrganizationRun {
            private final String memberNumber;
            private final List<Step> head;
            /** What a rehearsal has to repeat before it goes on. */
            private final List<Step> rehearsed = new ArrayList<>();

            private boolean rejected;

            OrganizationRun(String memberNumber, List<Step> head) {
                this.memberNumber = memberNumber;
                this.head = head;
            }

            void through(List<Step> accounts) throws IOException {
                int first = Math.min(PORTION, accounts.size());
                List<Step> start = new ArrayList<>(head);
                start.addAll(accounts.subList(0, first));
                portion(start);
                for (int from = first; from < accounts.size(); from += PORTION) {
                    portion(accounts.subList(from, Math.min(from + PORTION, accounts.size())));
                }
            }

            private void portion(List<Step> steps) throws IOException {
                List<ReportRow> rows;
                try {
                    rows = transaction(steps);
                } catch (RuntimeException e) {
                    LOG.debugf(e, "A portion of %s rows is stored row by row", steps.size());
                    for (Step step : steps) {
                        settle(step, alone(step));
                    }
                    return;
                }
                for (int i = 0; i < rows.size(); i++) {
                    settle(steps.get(i), rows.get(i));
                }
            }

            private void settle(Step step, ReportRow row) throws IOException {
                if (row.fate() == Fate.REJECTED) {
                    rejected |= row.kind() == RowKind.ORGANIZATION;
                } else if (rehearsal && row.kind() != RowKind.ACCOUNT) {
                    rehearsed.add(step);
                }
                add(row);
            }

            private ReportRow alone(Step step) {
                RuntimeException last = new IllegalStateException();
                for (int tries = 0; tries < TRIES; tries++) {
                    try {
                        return transaction(List.of(step)).get(0);
                    } catch (ModelException e) {
                        last = e;
                    } catch (RuntimeException e) {
                        LOG.warnf(e, "A row could not be stored: %s", step.row().path());
                        last = e;
                    }
                }
                return step.row()
                        .rejected(
                                last instanceof ModelException
                                        ? String.valueOf(last.getMessage())
                                        : "It could not be stored, the server's log tells why");
            }

            private List<ReportRow> transaction(List<Step> steps) {
                return KeycloakModelUtils.runJobInTransactionWithResult(sessions, session -> {
                    RealmModel realm = session.realms().getRealm(realmId);
                    session.getContext().setRealm(realm);
                    requireOperator(session, realm);
                    Target target = new Target(session, actor);
                    List<Step> prelude = List.copyOf(rehearsed);
                    if (rehearsal) {
                        prelude.forEach(step -> step.apply(target));
                    } else if (!rejected && steps.get(0).row().kind() != RowKind.ORGANIZATION) {
                        target.resume(memberNumber);
                    }
                    List<ReportRow> rows =
                            steps.stream().map(step -> step.apply(target)).toList();
                    if (rehearsal) {
                        forgo(session);
                    }
                    return rows;
                });
            }
        }
    }

    /** An import takes as long as its document does to come in; who may import no more meanwhile stores nothing more. */
    private void requireOperator(KeycloakSession session, RealmModel realm) {
        UserModel account = session.users().getUserById(realm, actor.id());
        if (account == null
                || !account.isEnabled()
                || !Permissions.of(session, account).isOperator()) {
            throw new ModelException("Who imports is no operator any more");
        }
    }

    /** The database has its say too before all is undone. */
    private static void forgo(KeycloakSession session) {
        session.getProvider(JpaConnectionProvider.class).getEntityManager().flush();
        session.getTransactionManager().setRollbackOnly();
    }

    /** By what a row is recognized. */
    private interface Key<T> {
        String of(T content);
    }

    /** What makes a row true. */
    private interface Put<T> {
        Fate on(Target target, T content) throws RejectedException;
    }
}
