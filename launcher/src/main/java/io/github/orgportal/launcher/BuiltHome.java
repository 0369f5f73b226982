package io.github.orgportal.launcher;

import io.github.orgportal.launcher.KeycloakBuilder.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Keycloak home after {@code kc.sh build}, as the image has it. Kept under a hash of all that goes into it: Keycloak's release,
 * {@code keycloak.conf}, the database vendor, the provider jars. So only the first start after a change builds.
 *
 * @param path the home; nothing may write to it any more
 */
record BuiltHome(Path path) {
    private static final Object ONE_BUILD_AT_A_TIME = new Object();
    private static final String DONE = "built";

    /** The image's home, with its providers. */
    static BuiltHome ofImage(Workspace workspace, Settings settings) {
        List<Path> jars = Stream.concat(jars(workspace).stream(), settings.providers().stream())
                .toList();
        return new Recipe(workspace, settings.database().vendor(), jars, configuration(workspace)).cook();
    }

    /** As the image's, without the providers and without the options that name them: stock Keycloak to compare with. */
    static BuiltHome ofStock(Workspace workspace, Settings settings) {
        String stock = configuration(workspace)
                .lines()
                .filter(line -> !line.matches("spi-.*=portal-.*"))
                .reduce("", (before, line) -> before + line + "\n");
        return new Recipe(workspace, settings.database().vendor(), settings.providers(), stock).cook();
    }

    private static String configuration(Workspace workspace) {
        Path file = workspace.image().resolve("conf").resolve("keycloak.conf");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new LauncherException("Cannot read " + file, e);
        }
    }

    private static List<Path> jars(Workspace workspace) {
        Path folder = workspace.image().resolve("providers");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new LauncherException("Cannot read " + folder, e);
        }
    }

    private record Recipe(Workspace workspace, String vendor, List<Path> jars, String configuration) {
        BuiltHome cook() {
            Path home = workspace.homes().resolve(hash());
            try {
                Files.createDirectories(workspace.homes());
                synchronized (ONE_BUILD_AT_A_TIME) {
                    try (FileChannel channel = FileChannel.open(
                                    workspace.homes().resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                            FileLock lock = channel.lock()) {
                        if (lock.isValid() && Files.notExists(home.resolve(DONE))) {
                            build(home);
                        }
                    }
                }
            } catch (IOException e) {
                throw new LauncherException("Cannot prepare " + home, e);
            }
            return new BuiltHome(home);
        }

        private void build(Path home) throws IOException {
            FileTree.delete(home);
            FileTree.copy(workspace.distribution(), home);
            Files.writeString(home.resolve("conf").resolve("keycloak.conf"), configuration);
            for (Path jar : jars) {
                Files.copy(jar, home.resolve("providers").resolve(jar.getFileName()));
            }
            Path log = home.resolve("build.log");
            ProcessBuilder command =
                    new ProcessBuilder(home.resolve("bin").resolve("kc.sh").toString(), "build", "--db=" + vendor);
            JavaEnvironment.applyTo(command);
            command.redirectErrorStream(true).redirectOutput(log.toFile());
            if (exitCode(command.start()) != 0) {
                throw new LauncherException("kc.sh build failed:\n" + Files.readString(log));
            }
            Files.createFile(home.resolve(DONE));
        }

        private static int exitCode(Process process) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new LauncherException("Interrupted while Keycloak was built", e);
            }
        }

        private String hash() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                List<String> parts = new ArrayList<>();
                parts.add(workspace.distribution().toString());
                parts.add(vendor);
                parts.add(configuration);
                for (Path jar : jars) {
                    parts.add(jar.getFileName().toString());
                    parts.add(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar))));
                }
                digest.update(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
                return vendor + "-" + HexFormat.of().formatHex(digest.digest(), 0, 8);
            } catch (NoSuchAlgorithmException e) {
                throw new LauncherException("This Java has no SHA-256", e);
            } catch (IOException e) {
                throw new LauncherException("Cannot read the provider jars", e);
            }
        }
    }
}
