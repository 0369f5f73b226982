package io.github.orgportal.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says how to start a {@link KeycloakServer}. */
public final class KeycloakBuilder {
    private Database database = Database.h2();
    private boolean bundle = true;
    private boolean clustered;
    private Optional<Path> realms = Optional.empty();
    private boolean importsRealms = true;
    private Optional<Path> folder = Optional.empty();
    private Optional<Integer> port = Optional.empty();
    private Optional<URI> publicUrl = Optional.empty();
    private Optional<String> adminPassword = Optional.empty();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> jvmFlags = new ArrayList<>();
    private final List<Path> providers = new ArrayList<>();

    KeycloakBuilder() {}

    /** H2 unless said otherwise. */
    public KeycloakBuilder database(Database chosen) {
        database = chosen;
        return this;
    }

    /**
     * Stock Keycloak: same build options, but none of our providers, and no realm unless {@link #realms(Path)} names some.
     */
    public KeycloakBuilder stock() {
        bundle = false;
        return this;
    }

    /** A provider jar beside the bundle's, or beside none for a stock server. */
    public KeycloakBuilder provider(Path jar) {
        providers.add(jar);
        return this;
    }

    /** Imports the files {@code *.json} of this folder, instead of the three portals'. */
    public KeycloakBuilder realms(Path chosen) {
        realms = Optional.of(chosen);
        return this;
    }

    /** Imports nothing, for a database that has its realms. */
    public KeycloakBuilder withoutRealms() {
        importsRealms = false;
        return this;
    }

    /** One node of several on the same PostgreSQL; give all of them the same {@link #publicUrl(URI)}. */
    public KeycloakBuilder clustered() {
        clustered = true;
        return this;
    }

    /** The HTTP port; a free one unless said otherwise. */
    public KeycloakBuilder port(int chosen) {
        port = Optional.of(chosen);
        return this;
    }

    /** The address in links and tokens, where it is not the server's own. */
    public KeycloakBuilder publicUrl(URI chosen) {
        publicUrl = Optional.of(chosen);
        return this;
    }

    /** For a further start on a database that has its administrator already. */
    public KeycloakBuilder adminPassword(String chosen) {
        adminPassword = Optional.of(chosen);
        return this;
    }

    /**
     * Where the server's files lie, with H2's data; stays after the end. A folder of its own that goes with the server unless said
     * otherwise.
     */
    public KeycloakBuilder folder(Path chosen) {
        folder = Optional.of(chosen);
        return this;
    }

    /** An environment variable of the server. {@code PORTAL_SECRET_KEY_FILE} is a fresh key unless given here. */
    public KeycloakBuilder env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** An option of {@code kc.sh start}, such as {@code --log-level=DEBUG}; not a build option. */
    public KeycloakBuilder option(String option) {
        options.add(option);
        return this;
    }

    /** A flag of the server's Java. */
    public KeycloakBuilder jvmFlag(String flag) {
        jvmFlags.add(flag);
        return this;
    }

    /** Starts in half the time and runs slower (C1 only): for tests, never to measure. */
    public KeycloakBuilder quickStart() {
        // With C1 alone Java reserves 48 MB for compiled code, which Keycloak fills within minutes; then it only
        // interprets.
        return jvmFlag("-XX:TieredStopAtLevel=1").jvmFlag("-XX:ReservedCodeCacheSize=240m");
    }

    /**
     * Starts it and waits until it is ready.
     *
     * <p>With the system property {@code keycloak=container} it is the built image in a container.
     *
     * @throws LauncherException if it ends before, with the end of its log: a realm that cannot be imported, a port in use
     */
    public KeycloakServer start() {
        Workspace workspace = Workspace.locate();
        Settings settings = new Settings(
                database,
                bundle,
                clustered,
                importedFrom(workspace),
                folder,
                port.orElseGet(FreePort::find),
                publicUrl,
                adminPassword.orElseGet(Secrets::password),
                Map.copyOf(environment),
                List.copyOf(options),
                List.copyOf(jvmFlags),
                List.copyOf(providers));
        if ("container".equals(System.getProperty("keycloak", "process"))) {
            return KeycloakContainerServer.start(workspace, settings);
        }
        return KeycloakProcess.start(workspace, settings);
    }

    private Optional<Path> importedFrom(Workspace workspace) {
        if (!importsRealms) {
            return Optional.empty();
        }
        return bundle ? realms.or(() -> Optional.of(workspace.productionRealms())) : realms;
    }

    /** What the builder was told, with its defaults filled in. */
    record Settings(
            Database database,
            boolean bundle,
            boolean clustered,
            Optional<Path> realms,
            Optional<Path> folder,
            int port,
            Optional<URI> publicUrl,
            String adminPassword,
            Map<String, String> environment,
            List<String> options,
            List<String> jvmFlags,
            List<Path> providers) {
        static final String ADMIN_USER = "admin";

        URI ownUrl() {
            return URI.create("http://localhost:" + port);
        }

        List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("start", "--optimized"));
            realms.ifPresent(from -> arguments.add("--import-realm"));
            if (!clustered) {
                arguments.add("--cache=local");
            }
            arguments.addAll(options);
            return arguments;
        }

        /** What process and container have in common. */
        Map<String, String> commonEnvironment() {
            Map<String, String> common = new LinkedHashMap<>();
            common.put("PORTAL_URL", publicUrl.orElseGet(this::ownUrl).toString());
            common.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN_USER);
            common.put("KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword);
            common.putAll(database.environment());
            if (!jvmFlags.isEmpty()) {
                common.put("JAVA_OPTS_APPEND", String.join(" ", jvmFlags));
            }
            common.putAll(environment);
            return common;
        }
    }
}
