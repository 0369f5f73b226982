package io.github.orgportal.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The project's folders that a build has filled.
 *
 * @param root where {@code docker/target/image} lies
 */
record Workspace(Path root) {
    private static final Path IMAGE = Path.of("docker", "target", "image");

    /** Looks in the working directory and above it. */
    static Workspace locate() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(IMAGE))) {
                return new Workspace(folder);
            }
        }
        throw new LauncherException(
                "No %s in %s or above. Build it first: ./mvnw package -DskipTests".formatted(IMAGE, start));
    }

    /** The files that the Dockerfile copies. */
    Path image() {
        return root.resolve(IMAGE);
    }

    Path productionRealms() {
        return image().resolve("data").resolve("import");
    }

    Path demoAccounts() {
        return root.resolve("realm-config").resolve("demo").resolve("accounts.json");
    }

    /** The organizations of one of the demo's realms, as the operator's import takes them. */
    Path demoOrganizations(String realm) {
        return demoAccounts().resolveSibling("organizations-" + realm + ".json");
    }

    /** Stock Keycloak, unpacked. */
    Path distribution() {
        Path folder = target().resolve("distribution");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> found = files.filter(
                                file -> file.getFileName().toString().startsWith("keycloak-"))
                        .toList();
                if (found.size() == 1) {
                    return found.get(0);
                }
            } catch (IOException e) {
                throw new LauncherException("Cannot read " + folder, e);
            }
        }
        throw new LauncherException(
                "Not exactly one Keycloak in %s. Build it anew: ./mvnw clean package -DskipTests".formatted(folder));
    }

    /** Built Keycloak homes, by what went into them. */
    Path homes() {
        return target().resolve("homes");
    }

    /** Folders of running servers. */
    Path servers() {
        return target().resolve("servers");
    }

    /** The embedded PostgreSQL's data. */
    Path postgres() {
        return target().resolve("postgres");
    }

    /** The demo's server, and what belongs to it. */
    Path demo() {
        return target().resolve("demo");
    }

    private Path target() {
        return root.resolve("launcher").resolve("target");
    }
}
