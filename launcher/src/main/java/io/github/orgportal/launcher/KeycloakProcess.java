package io.github.orgportal.launcher;

import io.github.orgportal.launcher.KeycloakBuilder.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keycloak as a process of this machine, started by its own script from a home like the image's. */
final class KeycloakProcess implements KeycloakServer {
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);

    private final Settings settings;
    private final ServerFolder folder;
    private final int managementPort;
    private final Process process;
    private final Thread endWithThisJava;
    private Duration startup = Duration.ZERO;

    private KeycloakProcess(Settings settings, ServerFolder folder, int managementPort, Process process) {
        this.settings = settings;
        this.folder = folder;
        this.managementPort = managementPort;
        this.process = process;
        this.endWithThisJava = new Thread(this::endAndDiscard, "end keycloak " + process.pid());
        Runtime.getRuntime().addShutdownHook(endWithThisJava);
    }

    static KeycloakProcess start(Workspace workspace, Settings settings) {
        if (!FreePort.isFree(settings.port())) {
            throw new LauncherException("Port %d is in use.".formatted(settings.port()));
        }
        BuiltHome home =
                settings.bundle() ? BuiltHome.ofImage(workspace, settings) : BuiltHome.ofStock(workspace, settings);
        int managementPort = FreePort.find();
        try {
            ServerFolder folder = ServerFolder.create(workspace, home, settings);
            long begin = System.nanoTime();
            Process process = command(folder, settings, managementPort).start();
            KeycloakProcess server = new KeycloakProcess(settings, folder, managementPort, process);
            server.awaitReady();
            server.startup = Duration.ofNanos(System.nanoTime() - begin);
            return server;
        } catch (IOException e) {
            throw new LauncherException("Keycloak cannot be started", e);
        }
    }

    private static ProcessBuilder command(ServerFolder folder, Settings settings, int managementPort) {
        ProcessBuilder command = new ProcessBuilder(folder.script().toString());
        command.command().addAll(settings.arguments());
        JavaEnvironment.applyTo(command);
        Map<String, String> environment = command.environment();
        // keycloak.conf names PostgreSQL; the home was built for this vendor.
        environment.put("KC_DB", settings.database().vendor());
        environment.put("KC_HTTP_HOST", "127.0.0.1");
        environment.put("PORTAL_HTTP_PORT", Integer.toString(settings.port()));
        environment.put("KC_HTTP_MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.put("PORTAL_SECRET_KEY_FILE", folder.keyFile().toString());
        if (settings.clustered()) {
            environment.put("KC_CACHE_EMBEDDED_NETWORK_BIND_ADDRESS", "127.0.0.1");
            environment.put("KC_CACHE_EMBEDDED_NETWORK_BIND_PORT", Integer.toString(FreePort.findForCluster()));
        }
        environment.putAll(settings.commonEnvironment());
        return command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
    }

    @Override
    public URI url() {
        return settings.ownUrl();
    }

    @Override
    public URI managementUrl() {
        return URI.create("http://localhost:" + managementPort);
    }

    @Override
    public String adminUser() {
        return Settings.ADMIN_USER;
    }

    @Override
    public String adminPassword() {
        return settings.adminPassword();
    }

    @Override
    public String log() {
        try {
            return Files.readString(folder.log());
        } catch (IOException e) {
            throw new LauncherException("Cannot read " + folder.log(), e);
        }
    }

    @Override
    public Duration startup() {
        return startup;
    }

    /** Keycloak's script stays as the parent of its Java and hands signals on. */
    @Override
    public Optional<ProcessHandle> process() {
        return process.children().findFirst();
    }

    @Override
    public void stop() {
        end(process);
        leave();
    }

    @Override
    public void kill() {
        kill(process);
        leave();
    }

    private void endAndDiscard() {
        end(process);
        folder.discard();
    }

    private void leave() {
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisJava);
        } catch (IllegalStateException e) {
            // This Java ends already, and the hook does the rest.
            return;
        }
        folder.discard();
    }

    private static void end(Process process) {
        process.destroy();
        if (!await(process, ENDED_WITHIN)) {
            kill(process);
        }
    }

    /** The Java first: the script ends with it, and could not be asked for it afterwards. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        if (!await(process, ENDED_WITHIN)) {
            process.destroyForcibly();
        }
    }

    private static boolean await(Process process, Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void awaitReady() {
        Readiness readiness = new Readiness(managementUrl());
        while (!readiness.isReached()) {
            if (await(process, BETWEEN_PROBES)) {
                throw failure("Keycloak ended with exit code %d".formatted(process.exitValue()));
            }
            if (Thread.currentThread().isInterrupted() || readiness.isOverdue()) {
                throw failure("Keycloak did not get ready");
            }
        }
    }

    private LauncherException failure(String what) {
        kill();
        return LauncherException.withLog(what, log());
    }

    /** One server's own files: data, import, log, key; the rest are links to the built home. */
    private record ServerFolder(Path path, boolean temporary) {
        static ServerFolder create(Workspace workspace, BuiltHome home, Settings settings) throws IOException {
            Path path = settings.folder().isPresent()
                    ? settings.folder().get().toAbsolutePath()
                    : Files.createTempDirectory(Files.createDirectories(workspace.servers()), "server");
            ServerFolder folder = new ServerFolder(path, settings.folder().isEmpty());
            Files.createDirectories(path.resolve("bin"));
            // Not a link: the script takes the folder above its real place for the home.
            Files.copy(
                    home.path().resolve("bin").resolve("kc.sh"), folder.script(), StandardCopyOption.REPLACE_EXISTING);
            for (String shared : List.of("conf", "lib", "providers", "themes")) {
                Files.deleteIfExists(path.resolve(shared));
                Files.createSymbolicLink(path.resolve(shared), home.path().resolve(shared));
            }
            Secrets.writeKeyFile(folder.keyFile());
            if (settings.realms().isPresent()) {
                folder.takeRealms(settings.realms().get());
            }
            return folder;
        }

        private void takeRealms(Path from) throws IOException {
            Path to = path.resolve("data").resolve("import");
            FileTree.delete(to);
            Files.createDirectories(to);
            try (Stream<Path> files = Files.list(from)) {
                for (Path file :
                        files.filter(name -> name.toString().endsWith(".json")).toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }

        Path script() {
            return path.resolve("bin").resolve("kc.sh");
        }

        Path keyFile() {
            return path.resolve("secret-key");
        }

        /** Beside the folder and not in it: what failed is looked at afterwards. */
        Path log() {
            return path.resolveSibling(path.getFileName() + ".log");
        }

        void discard() {
            if (!temporary) {
                return;
            }
            try {
                FileTree.delete(path);
            } catch (IOException e) {
                throw new LauncherException("Cannot remove " + path, e);
            }
        }
    }
}
