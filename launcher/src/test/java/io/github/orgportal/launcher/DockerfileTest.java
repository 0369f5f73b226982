package io.github.orgportal.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.launcher.KeycloakBuilder.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class DockerfileTest {
    private static final Path FOLDER = Path.of("..", "docker");

    @Test
    @DisplayName("Z-3 The image stands on the Keycloak release that the launcher starts")
    void release() throws Exception {
        assertEquals(
                Set.of(System.getProperty("keycloak.version")),
                matches("FROM quay\\.io/keycloak/keycloak:(\\S+)").collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("Z-3 The image takes the files that the launcher takes, the operator's commands, and no others")
    void files() throws Exception {
        assertEquals(
                Set.of("conf/keycloak.conf", "providers/", "data/import/", "bin/"),
                matches("COPY --chown=keycloak:root (\\S+) ").collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("Z-3 The image starts as the launcher does, and is built with no option besides keycloak.conf")
    void command() throws Exception {
        Settings settings = new Settings(
                Database.h2(),
                true,
                true,
                Optional.of(Path.of("realms")),
                Optional.empty(),
                8080,
                Optional.empty(),
                "",
                Map.of(),
                List.of(),
                List.of(),
                List.of());
        assertEquals(
                List.of("[\"" + String.join("\", \"", settings.arguments()) + "\"]"),
                matches("CMD (.+)").toList());
        assertEquals(
                List.of("/opt/keycloak/bin/kc.sh build"), matches("RUN (.+)").toList());
    }

    @Test
    @DisplayName("Z-3 The image does not run as root")
    void user() throws Exception {
        assertEquals(List.of("1000"), matches("USER (.+)").toList());
    }

    @Test
    @DisplayName("Z-3 Health and metrics are built in; CIBA and device flow are not")
    void options() throws Exception {
        List<String> lines = Files.readAllLines(FOLDER.resolve("keycloak.conf"));
        assertTrue(lines.containsAll(List.of("health-enabled=true", "metrics-enabled=true")), lines::toString);
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("features-disabled=ciba,device-flow,")),
                lines::toString);
    }

    private static Stream<String> matches(String line) throws Exception {
        return Pattern.compile("^" + line, Pattern.MULTILINE)
                .matcher(Files.readString(FOLDER.resolve("Dockerfile")))
                .results()
                .map((MatchResult result) -> result.group(1));
    }
}
