package io.github.orgportal.organizations.changelog.verification;

import io.github.orgportal.organizations.changelog.chain.EntrySignatures;
import io.github.orgportal.support.SecretBoxException;
import io.github.orgportal.support.SecretKeys;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The command {@code verify-change-log.sh}: proves that no entry of the log was altered, removed, added or moved since it was written, or
 * names the first one of each chain that was.
 *
 * <p>It asks the database of {@code KC_DB_URL}, {@code KC_DB_USERNAME}, {@code KC_DB_PASSWORD} and {@code KC_DB_SCHEMA} with the keys of
 * {@code PORTAL_SECRET_KEY_FILE}, as the server does; it needs no server and only reads. Memory does not grow with the log. H2 lets
 * nobody in beside the server: stop that first.
 *
 * <p>Exit codes: 0 all chains are whole, 1 at least one is broken, 2 they could not be checked.
 */
public final class VerifyChangeLog {
    private static final int WHOLE = 0;
    private static final int BROKEN = 1;
    private static final int UNCHECKED = 2;
    private static final String USAGE = """
            Usage: verify-change-log.sh [--chain ID] [--kept FILE] [--ends FILE]
              --chain ID    only this chain: the id of an organization, or of a realm for what concerns no organization
              --kept FILE   compare with ends that were written earlier: shows a chain that was cut together with its row
              --ends FILE   write the end of each whole chain to a new file, to be kept where the database's keepers cannot alter it
            Reads KC_DB_URL, KC_DB_USERNAME, KC_DB_PASSWORD, KC_DB_SCHEMA and PORTAL_SECRET_KEY_FILE from the environment.
            Exit code: 0 all chains are whole, 1 at least one is broken, 2 they could not be checked.
            """;

    private final Map<String, String> environment;
    private final PrintStream out;

    private VerifyChangeLog(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** Checks, and ends Java with the exit code. */
    public static void main(String[] arguments) {
        // Java itself would end with 1
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
            System.err.println("The log was not checked to its end: " + e);
            Runtime.getRuntime().halt(UNCHECKED);
        });
        System.exit(run(arguments, System.getenv(), System.out, System.err));
    }

    /** As the command, without ending Java. */
    static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            return new VerifyChangeLog(environment, out).verify(Options.of(arguments));
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.print(USAGE);
        } catch (SQLException | ChangeTables.DatabaseFailure e) {
            err.println("The database cannot be read: " + e.getMessage());
        } catch (IOException | SecretBoxException e) {
            err.println(e.getMessage());
        }
        return UNCHECKED;
    }

    private int verify(Options options) throws UsageException, SQLException, IOException {
        EntrySignatures signatures =
                new EntrySignatures(SecretKeys.openBox(Path.of(required(SecretKeys.ENVIRONMENT_VARIABLE))));
        KeptEnds kept =
                options.kept().isPresent() ? KeptEnds.read(options.kept().get()) : KeptEnds.none();
        try (ChangeTables tables = new ChangeTables(connection());
                BufferedWriter ends = options.ends().isPresent()
                        ? Files.newBufferedWriter(options.ends().get(), java.nio.file.StandardOpenOption.CREATE_NEW)
                        : new BufferedWriter(Writer.nullWriter())) {
            Check check = new Check(tables, signatures, kept, ends);
            if (options.chain().isPresent()) {
                check.one(options.chain().get());
            } else {
                check.all();
            }
            return check.sum();
        }
    }

    private Connection connection() throws UsageException, SQLException {
        Properties access = new Properties();
        Optional.ofNullable(environment.get("KC_DB_USERNAME")).ifPresent(user -> access.put("user", user));
        Optional.ofNullable(environment.get("KC_DB_PASSWORD")).ifPresent(password -> access.put("password", password));
        Connection connection = DriverManager.getConnection(required("KC_DB_URL"), access);
        String schema = environment.get("KC_DB_SCHEMA");
        if (schema != null) {
            connection.setSchema(schema);
        }
        return connection;
    }

    private String required(String variable) throws UsageException {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new UsageException(variable + " is not set");
        }
        return value;
    }

    /** One run over the chains. */
    private final class Check {
        private final ChangeTables tables;
        private final EntrySignatures signatures;
        private final KeptEnds kept;
        private final BufferedWriter ends;
        private final Set<String> broken = new TreeSet<>();
        private long chains;
        private long entries;

        Check(ChangeTables tables, EntrySignatures signatures, KeptEnds kept, BufferedWriter ends) {
            this.tables = tables;
            this.signatures = signatures;
            this.kept = kept;
            this.ends = ends;
        }

        void all() throws SQLException, IOException {
            Set<String> unseen = new TreeSet<>(kept.ends().keySet());
            Optional<String> chain = tables.chainAfter("");
            while (chain.isPresent()) {
                unseen.remove(chain.get());
                one(chain.get());
                chain = tables.chainAfter(chain.get());
            }
            for (String gone : unseen) {
                one(gone);
            }
        }

        void one(String chain) throws SQLException, IOException {
            Verdict verdict =
                    new ChainWalk(signatures, chain, tables.entries(chain), tables.end(chain), kept.of(chain)).walk();
            chains++;
            entries += verdict.end().number();
            if (verdict.isWhole()) {
                KeptEnds.write(ends, verdict);
            } else {
                broken.add(chain);
                Fault fault = verdict.fault().orElseThrow();
                out.printf("BROKEN chain %s, entry %d: %s: %s%n", chain, fault.number(), fault.kind(), fault.text());
            }
        }

        int sum() {
            out.printf("%d chains, %d entries good, %d chains broken%n", chains, entries, broken.size());
            return broken.isEmpty() ? WHOLE : BROKEN;
        }
    }

    /** What stands on the command line. */
    private record Options(Optional<String> chain, Optional<Path> kept, Optional<Path> ends) {
        static Options of(String[] arguments) throws UsageException {
            Options options = new Options(Optional.empty(), Optional.empty(), Optional.empty());
            for (int i = 0; i < arguments.length; i += 2) {
                if (i + 1 == arguments.length) {
                    throw new UsageException("%s is no option, or lacks its value".formatted(arguments[i]));
                }
                options = options.with(arguments[i], arguments[i + 1]);
            }
            return options;
        }

        private Options with(String option, String value) throws UsageException {
            return switch (option) {
                case "--chain" -> new Options(Optional.of(value), kept, ends);
                case "--kept" -> new Options(chain, Optional.of(path(value)), ends);
                case "--ends" -> new Options(chain, kept, Optional.of(path(value)));
                default -> throw new UsageException(option + " is no option");
            };
        }

        private static Path path(String text) throws UsageException {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new UsageException(text + " is no file name");
            }
        }
    }

    private static final class UsageException extends Exception {
        UsageException(String message) {
            super(message);
        }
    }
}
