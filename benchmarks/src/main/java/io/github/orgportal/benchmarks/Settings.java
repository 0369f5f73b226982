package io.github.orgportal.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * How much to measure, from system properties {@code benchmark.…}; README.md lists them.
 *
 * @param only which benchmarks
 * @param starts of the server, for what differs from one start to the next
 * @param warmup logins of each kind before anything counts, most of them with a cheap hash
 * @param logins of each kind that count, per start
 * @param threads that log in at the same time
 * @param hangSeconds for how long the mail server hangs, and works before
 * @param mails to send for the throughput
 * @param queue mails to hold for the memory
 * @param changes entries of the long change log
 * @param imports accounts to import
 * @param listed accounts of the realm whose lists are read
 * @param views times that each page of the account console is opened
 * @param jvmFlag one more flag of the server's Java, such as one that starts a profiler; may be empty
 */
record Settings(
        List<String> only,
        int starts,
        int warmup,
        int logins,
        int threads,
        int hangSeconds,
        int mails,
        int queue,
        int changes,
        int imports,
        int listed,
        int views,
        String jvmFlag) {
    private static final Path MODULE =
            Path.of(System.getProperty("benchmark.module", "")).toAbsolutePath();

    /** Where the realm files of the image are. */
    static final Path IMPORT = MODULE.resolveSibling("docker").resolve("target/image/data/import");

    /** The provider that fills the outbox. */
    static final Path QUEUER = MODULE.resolve("mails/target/portal-benchmarks-mails-0.1.0-SNAPSHOT.jar");

    /** Of the server's administrator, whom only the first start of a database makes. */
    static final String ADMIN_PASSWORD = "only-for-benchmarks";

    /** The provider that calls the domain's services. */
    static final Path DOMAIN =
            MODULE.resolveSibling("tests").resolve("domain/target/portal-tests-domain-0.1.0-SNAPSHOT.jar");

    /** The provider that measures the change log. */
    static final Path CHANGES = MODULE.resolve("changes/target/portal-benchmarks-changes-0.1.0-SNAPSHOT.jar");

    static final Path TARGET = MODULE.resolve("target");

    static Settings ofSystemProperties() {
        return new Settings(
                List.of(System.getProperty("benchmark.only", "login,slow-mail,hanging-mail,outbox,boot,cascade,token")
                        .split(",")),
                Integer.getInteger("benchmark.starts", 5),
                Integer.getInteger("benchmark.warmup", 5_000),
                Integer.getInteger("benchmark.logins", 300),
                Integer.getInteger("benchmark.threads", 4),
                Integer.getInteger("benchmark.hang-seconds", 30),
                Integer.getInteger("benchmark.mails", 10_000),
                Integer.getInteger("benchmark.queue", 100_000),
                Integer.getInteger("benchmark.changes", 10_000_000),
                Integer.getInteger("benchmark.imports", 100_000),
                Integer.getInteger("benchmark.listed", 1_000_000),
                Integer.getInteger("benchmark.views", 20),
                System.getProperty("benchmark.jvm-flag", ""));
    }

    boolean wants(String benchmark) {
        return only.contains(benchmark);
    }
}
