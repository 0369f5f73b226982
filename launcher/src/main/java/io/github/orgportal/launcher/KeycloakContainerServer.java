package io.github.orgportal.launcher;

import io.github.orgportal.launcher.KeycloakBuilder.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/**
 * Keycloak in a container of the image that {@code docker/target/image} builds. Needs a Docker engine on this machine, on Linux:
 * the container shares the machine's network, so that ports, mail server and database are where they are for a process.
 */
final class KeycloakContainerServer implements KeycloakServer {
    private static final String HOME = "/opt/keycloak/";
    private static final String KEY_FILE = "/tmp/portal-secret-key";
    private static final int READABLE = 0444;
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);

    private final Settings settings;
    private final int managementPort;
    private final GenericContainer<?> container;
    private Duration startup = Duration.ZERO;

    private KeycloakContainerServer(Settings settings, int managementPort, GenericContainer<?> container) {
        this.settings = settings;
        this.managementPort = managementPort;
        this.container = container;
    }

    static KeycloakContainerServer start(Workspace workspace, Settings settings) {
        if (!settings.bundle() || settings.clustered()) {
            throw new LauncherException("Stock and clustered servers run as processes only.");
        }
        ImageFromDockerfile image =
                new ImageFromDockerfile("portal-keycloak-test", false).withFileFromPath(".", workspace.image());
        settings.providers().forEach(jar -> image.withFileFromPath("providers/" + jar.getFileName(), jar));
        int managementPort = FreePort.find();
        GenericContainer<?> container = new GenericContainer<>(image)
                .withNetworkMode("host")
                .withEnv("KC_HTTP_HOST", "127.0.0.1")
                .withEnv("PORTAL_HTTP_PORT", Integer.toString(settings.port()))
                .withEnv("KC_HTTP_MANAGEMENT_PORT", Integer.toString(managementPort))
                .withEnv("PORTAL_SECRET_KEY_FILE", KEY_FILE)
                .withEnv(settings.commonEnvironment())
                .withCopyToContainer(Transferable.of(Secrets.keyLine(), READABLE), KEY_FILE)
                .withCommand(arguments(settings).toArray(String[]::new));
        settings.realms().ifPresent(from -> copyRealms(from, container));
        long begin = System.nanoTime();
        container.start();
        KeycloakContainerServer server = new KeycloakContainerServer(settings, managementPort, container);
        server.awaitReady();
        server.startup = Duration.ofNanos(System.nanoTime() - begin);
        return server;
    }

    /** The image is built for PostgreSQL: with H2 it has to build once more. */
    private static List<String> arguments(Settings settings) {
        List<String> arguments = new ArrayList<>(settings.arguments());
        if (!settings.database().vendor().equals("postgres")) {
            arguments.remove("--optimized");
            arguments.add("--db=" + settings.database().vendor());
        }
        return arguments;
    }

    private static void copyRealms(Path from, GenericContainer<?> container) {
        try (Stream<Path> files = Files.list(from)) {
            files.forEach(file -> container.withCopyFileToContainer(
                    MountableFile.forHostPath(file, READABLE), HOME + "data/import/" + file.getFileName()));
        } catch (IOException e) {
            throw new LauncherException("Cannot read " + from, e);
        }
    }

    private void awaitReady() {
        Readiness readiness = new Readiness(managementUrl());
        while (!readiness.isReached()) {
            if (!container.isRunning() || readiness.isOverdue()) {
                String log = log();
                stop();
                throw LauncherException.withLog("Keycloak did not get ready", log);
            }
            LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
        }
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
        return container.getLogs();
    }

    @Override
    public Duration startup() {
        return startup;
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    @Override
    public void stop() {
        container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
        container.stop();
    }

    @Override
    public void kill() {
        container.stop();
    }
}
