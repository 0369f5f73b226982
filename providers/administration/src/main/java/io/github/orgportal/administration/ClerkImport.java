package io.github.orgportal.administration;

import io.github.orgportal.administration.AccountsResource.NewAccount;
import io.github.orgportal.organizations.Deed;
import io.github.orgportal.organizations.Permissions;
import io.github.orgportal.organizations.Permissions.Answer;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.account.Accounts;
import io.github.orgportal.organizations.account.ListedAccount;
import io.github.orgportal.organizations.account.Person;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.support.Problem;
import io.github.orgportal.support.Problem.FieldError;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.theme.Theme;
import org.keycloak.util.JsonSerialization;

/**
 * Makes clerks from CSV. A clerk is recognized by its address, or by its login name where the row has one; what is there already becomes
 * what the row says. So a second run of the same file changes nothing. Each row has a transaction of its own, and asks anew whether the
 * caller may: a row that is rejected leaves nothing of itself and harms no other.
 */
final class ClerkImport {
    /** Rows of a file. */
    static final int ROWS = 10_000;

    /** Bytes of a file: what Keycloak takes at all. */
    static final int BYTES = 10 * 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(ClerkImport.class);
    private static final List<String> REQUIRED = List.of("first_name", "last_name", "email");
    private static final List<String> COLUMNS =
            List.of("first_name", "last_name", "email", "phone", "login_name", "mailboxes", "terms_confirmed");

    private final KeycloakSessionFactory sessions;
    private final String realmId;
    private final String callerId;
    private final Organization organization;
    private final boolean rehearsal;
    private final String language;
    private final byte[] file;
    private final int expected;
    private final Optional<Limits.Taken> taken;

    /**
     * A file to be imported, or to be rehearsed. As many accounts as it has rows are counted beforehand, so that none is refused in the
     * middle; {@link #run} gives back what was not needed.
     *
     * @throws WebApplicationException with a {@link Problem} 429 {@code too_many_today}, if there may not be so many today
     */
    ClerkImport(Acting acting, byte[] file, boolean rehearsal) {
        this.sessions = acting.session().getKeycloakSessionFactory();
        this.realmId = acting.session().getContext().getRealm().getId();
        this.callerId = acting.permissions().account().getId();
        this.organization = acting.organization();
        this.rehearsal = rehearsal;
        this.language = acting.session()
                .getContext()
                .resolveLocale(null, Theme.Type.LOGIN)
                .toLanguageTag();
        this.file = file;
        this.expected = rehearsal ? 0 : rows(file);
        if (rehearsal) {
            // no mail leaves, but it is the same work
            Limits.count(acting.session(), callerId, Limits.Kind.MAIL);
        }
        this.taken = expected == 0
                ? Optional.empty()
                : Optional.of(Limits.take(acting.session(), callerId, Limits.Kind.IMPORTED_ROW, expected));
    }

    /** What becomes of a row. */
    enum Fate {
        CREATED,
        CHANGED,
        UNCHANGED,
        REJECTED
    }

    /**
     * What became of a row.
     *
     * @param line where it begins, from 1
     * @param fate what became of it
     * @param code why it was rejected; empty if it was not
     * @param errors which of its fields are wrong
     */
    record Line(long line, Fate fate, String code, List<FieldError> errors) {
        static Line of(long line, Fate fate) {
            return new Line(line, fate, "", List.of());
        }

        static Line rejected(long line, String code) {
            return new Line(line, Fate.REJECTED, code, List.of());
        }
    }

    /**
     * The last line.
     *
     * @param complete false if the file could not be read to its end
     * @param rehearsal whether nothing was kept
     * @param rows how many rows had which fate
     */
    record Summary(boolean complete, boolean rehearsal, Map<Fate, Integer> rows) {}

    /** How many rows stand below the first one, as far as they will be imported. */
    private static int rows(byte[] file) {
        CsvReader reader = new CsvReader(new ByteArrayInputStream(file));
        int rows = 0;
        try {
            reader.next();
            while (rows < ROWS && reader.next().isPresent()) {
                rows++;
            }
        } catch (MalformedCsvException | IOException e) {
            LOG.debugf("A file ends after row %s, which the import will tell", rows);
        }
        return rows;
    }

    /** Writes a line of JSON for each row as soon as its fate is certain, and the summary. */
    void run(OutputStream output) throws IOException {
        Map<Fate, Integer> rows = new EnumMap<>(Fate.class);
        try {
            run(output, rows);
        } finally {
            int used = rows.getOrDefault(Fate.CREATED, 0) + rows.getOrDefault(Fate.CHANGED, 0);
            taken.ifPresent(count -> count.giveBack(expected - used));
        }
    }

    private void run(OutputStream output, Map<Fate, Integer> rows) throws IOException {
        CsvReader reader = new CsvReader(new ByteArrayInputStream(file));
        boolean complete = false;
        try {
            Optional<CsvReader.Row> row = reader.next();
            List<String> columns = row.map(CsvReader.Row::cells).orElse(List.of()).stream()
                    .map(column -> column.strip().toLowerCase(Locale.ROOT))
                    .toList();
            if (!COLUMNS.containsAll(columns)
                    || !columns.containsAll(REQUIRED)
                    || Set.copyOf(columns).size() < columns.size()) {
                write(output, Line.rejected(1, "columns_unknown"));
            } else {
                int count = 0;
                row = reader.next();
                while (row.isPresent() && count < ROWS) {
                    Line line = settle(columns, row.get());
                    rows.merge(line.fate(), 1, Integer::sum);
                    write(output, line);
                    count++;
                    row = reader.next();
                }
                complete = row.isEmpty();
                if (row.isPresent()) {
                    write(output, Line.rejected(row.get().line(), "too_many_rows"));
                }
            }
        } catch (MalformedCsvException e) {
            write(output, Line.rejected(e.line(), "not_csv"));
        } catch (CharacterCodingException e) {
            write(output, Line.rejected(0, "not_utf8"));
        }
        write(output, Map.of("summary", new Summary(complete, rehearsal, rows)));
    }

    private static void write(OutputStream output, Object line) throws IOException {
        output.write(JsonSerialization.writeValueAsBytes(line));
        output.write('\n');
    }

    private Line settle(List<String> columns, CsvReader.Row row) {
        if (row.cells().size() != columns.size()) {
            return Line.rejected(row.line(), "cells_missing");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), unguarded(row.cells().get(i)));
        }
        try {
            Fate fate = KeycloakModelUtils.runJobInTransactionWithResult(sessions, session -> {
                Fate found = put(acting(session), values);
                if (rehearsal) {
                    // the database has its say too before all is undone
                    session.getProvider(JpaConnectionProvider.class)
                            .getEntityManager()
                            .flush();
                    session.getTransactionManager().setRollbackOnly();
                }
                return found;
            });
            return Line.of(row.line(), fate);
        } catch (WebApplicationException e) {
            return e.getResponse().getEntity() instanceof Problem problem
                    ? new Line(row.line(), Fate.REJECTED, problem.code(), problem.errors())
                    : Line.rejected(row.line(), "not_valid");
        } catch (RuntimeException e) {
            LOG.warnf(e, "Row %s of a file could not be stored", row.line());
            return Line.rejected(row.line(), "not_stored");
        }
    }

    /** As the export writes it: an apostrophe in front of what a spreadsheet would take for a formula. */
    private static String unguarded(String cell) {
        return cell.matches("(?s)'[=+\\-@].*") ? cell.substring(1) : cell;
    }

    private Acting acting(KeycloakSession session) {
        RealmModel realm = session.realms().getRealm(realmId);
        session.getContext().setRealm(realm);
        // a row's transaction knows nothing of the request, whose language its messages are in
        session.setAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE, language);
        UserModel caller = session.users().getUserById(realm, callerId);
        if (caller != null && caller.isEnabled()) {
            Permissions permissions = Permissions.of(session, caller);
            if (permissions.may(Deed.MANAGE_CLERKS, organization.id()) == Answer.YES) {
                return new Acting(session, permissions, organization);
            }
        }
        throw Problem.of(session, Response.Status.FORBIDDEN, "not_allowed");
    }

    private static Fate put(Acting acting, Map<String, String> values) {
        Checks checks = new Checks(acting.session());
        NewAccount wanted = new NewAccount(
                null,
                values.get("first_name"),
                values.get("last_name"),
                values.get("email"),
                values.get("phone"),
                null,
                "true".equals(values.get("terms_confirmed")),
                List.of(),
                mailboxes(values.get("mailboxes")),
                null);
        Optional<String> loginName = checks.optional("login_name", values.get("login_name"), 255);
        Optional<String> email = checks.optional("email", wanted.email(), 255);
        checks.done();
        Supplier<Optional<ListedAccount>> search = () -> loginName.isPresent()
                ? acting.directory().findByLoginName(acting.organization().id(), loginName.get(), Role.CLERK)
                : email.flatMap(address ->
                        acting.directory().findByAddress(acting.organization().id(), address, Role.CLERK));
        // whoever it is now, to know what else to hold
        search.get().ifPresentOrElse(seen -> acting.hold(seen.id()), acting::hold);
        Optional<ListedAccount> found = search.get();
        if (found.isPresent()) {
            return change(acting, found.get(), wanted);
        }
        if (loginName.isPresent()) {
            checks.refuse("login_name", "unknown_login_name");
        }
        Creation creation = Creation.check(acting, checks, Role.CLERK, wanted);
        checks.done();
        creation.create();
        return Fate.CREATED;
    }

    private static Fate change(Acting acting, ListedAccount account, NewAccount wanted) {
        Checks checks = new Checks(acting.session());
        PersonalData data =
                PersonalData.check(checks, wanted.firstName(), wanted.lastName(), wanted.email(), wanted.phone());
        checks.done();
        Person person = data.person(account.userId());
        Accounts.Draft draft = acting.attempt(() -> acting.portal().accounts().draft(person));
        if (!draft.changes()) {
            return Fate.UNCHANGED;
        }
        acting.requireOwn(account);
        if (!data.email().equalsIgnoreCase(account.email())
                && acting.directory().hasAddress(acting.organization().id(), data.email(), Role.CLERK)) {
            throw Problem.of(acting.session(), Response.Status.CONFLICT, "exists_already");
        }
        acting.attempt(() -> draft.save(acting.organization().id(), acting.actor()));
        return Fate.CHANGED;
    }

    private static Set<String> mailboxes(@Nullable String types) {
        return types == null || types.isBlank()
                ? Set.of()
                : new LinkedHashSet<>(Arrays.asList(types.strip().split("\\s+")));
    }
}
