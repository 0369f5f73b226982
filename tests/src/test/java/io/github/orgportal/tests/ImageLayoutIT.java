package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.orgportal.launcher.KeycloakServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The image as far as it can be looked at without Docker: its parts, and the server that the launcher starts from them. */
class ImageLayoutIT {
    private static final Path CONTEXT = Path.of("..", "docker", "target", "image");
    private static final Pattern COPY = Pattern.compile("^COPY --chown=\\S+ (\\S+) \\S+$", Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(PORTAL_\\w+)");

    @Test
    @DisplayName("Z-3 all that the image copies is there, and nothing is there that it does not copy")
    void copiesEverything() throws IOException {
        List<String> copied =
                COPY.matcher(dockerfile()).results().map(line -> line.group(1)).toList();
        assertFalse(copied.isEmpty());
        for (String source : copied) {
            assertTrue(Files.exists(CONTEXT.resolve(source)), source);
        }

        Set<String> left = new TreeSet<>(files(CONTEXT));
        left.removeIf(file -> copied.stream()
                .anyMatch(source -> source.endsWith("/") ? file.startsWith(source) : file.equals(source)));
        assertEquals(Set.of("Dockerfile"), left);
    }

    @Test
    @DisplayName("Z-3 the image is built from keycloak.conf alone, starts optimized and not as root")
    void isBuiltFromOnePlace() throws IOException {
        List<String> lines = dockerfile().lines().toList();

        assertEquals(
                List.of("RUN /opt/keycloak/bin/kc.sh build"),
                lines.stream().filter(line -> line.startsWith("RUN")).toList());
        assertEquals(
                List.of(),
                lines.stream().filter(line -> line.startsWith("ENV KC_")).toList());
        assertEquals(
                List.of("USER 1000"),
                lines.stream().filter(line -> line.startsWith("USER")).toList());
        assertTrue(lines.contains("CMD [\"start\", \"--optimized\", \"--import-realm\"]"));
    }

    @Test
    @DisplayName("Z-3 the server of these tests has exactly the image's providers, configuration and realms")
    void isWhatTheTestsStart() throws IOException {
        KeycloakServer server = Portal.onH2().server();
        Assumptions.assumeTrue(server.process().isPresent(), "it is the image itself");
        List<String> command =
                Arrays.asList(server.process().get().info().arguments().orElseThrow());
        assertTrue(command.containsAll(List.of("start", "--optimized", "--import-realm")), command::toString);
        Path home = Path.of(command.stream()
                .filter(argument -> argument.startsWith("-Dkc.home.dir="))
                .findFirst()
                .map(argument -> argument.substring("-Dkc.home.dir=".length()))
                .orElseThrow());

        for (String folder : List.of("providers", "data/import")) {
            Set<String> expected = files(CONTEXT.resolve(folder));
            Set<String> there = files(home.resolve(folder).toRealPath());
            there.removeIf(file -> file.startsWith("portal-tests-") || file.equals("README.md"));
            assertEquals(expected, there, folder);
            for (String file : expected) {
                assertEquals(
                        -1,
                        Files.mismatch(
                                CONTEXT.resolve(folder).resolve(file),
                                home.resolve(folder).resolve(file)),
                        file);
            }
        }
        assertEquals(
                -1,
                Files.mismatch(
                        CONTEXT.resolve("conf").resolve("keycloak.conf"),
                        home.resolve("conf").resolve("keycloak.conf")));
    }

    @Test
    @DisplayName("Z-3 health and metrics answer, beside the address that people use and not on it")
    void tellsHowItIs() {
        Portal portal = Portal.onH2();
        for (String probe : List.of("/health/ready", "/health/live", "/health/started")) {
            assertTrue(get(portal.server().managementUrl() + probe).body().contains("\"UP\""), probe);
        }
        assertTrue(get(portal.server().managementUrl() + "/metrics").body().contains("jvm_memory_used_bytes"));
        assertEquals(404, get(portal.server().url() + "/metrics").status());
        assertEquals(404, get(portal.server().url() + "/health").status());
    }

    private static PlainBrowser.Tab get(String address) {
        return Portal.onH2().browser().tab(address + "/never").get(URI.create(address));
    }

    @Test
    @DisplayName(
            "Z-3 compose.yaml starts image, PostgreSQL and a mail catcher, with the variables that other tools know")
    void composesThem() throws IOException {
        Path file = Path.of("..", "docker", "compose.yaml");
        JsonNode compose = new YAMLMapper().readTree(file.toFile());
        JsonNode services = compose.path("services");
        assertEquals(Set.of("database", "mail", "keycloak"), names(services));
        JsonNode keycloak = services.path("keycloak");

        assertEquals("target/image", keycloak.path("build").path("context").asText());
        assertTrue(services.path("database").path("image").asText().startsWith("postgres:"));
        Set<String> handedOver = names(keycloak.path("environment"));
        assertTrue(handedOver.contains("PORTAL_SECRET_KEY_FILE"));
        // The port inside the container is always the same; its number outside stands at "ports".
        assertEquals(
                Set.of(),
                variables().stream()
                        .filter(name -> !name.equals("PORTAL_HTTP_PORT") && !handedOver.contains(name))
                        .collect(Collectors.toSet()));
        assertTrue(keycloak.path("ports").toString().contains("${PORTAL_HTTP_PORT:-8080}:8080"));
        assertEquals(Set.of(), missing(services, keycloak.path("depends_on")), "it waits for services that are there");
    }

    @Test
    @DisplayName("Z-3 no part of the image reads another variable than those that other tools know")
    void readsKnownVariables() throws IOException {
        assertEquals(
                Set.of(
                        "PORTAL_HTTP_PORT",
                        "PORTAL_SMTP_HOST",
                        "PORTAL_SMTP_PORT",
                        "PORTAL_SMTP_SSL",
                        "PORTAL_SMTP_STARTTLS",
                        "PORTAL_URL"),
                variables());
    }

    private static Set<String> variables() throws IOException {
        Set<String> read = new TreeSet<>();
        for (String file : files(CONTEXT)) {
            if (!file.endsWith(".jar")) {
                VARIABLE.matcher(Files.readString(CONTEXT.resolve(file)))
                        .results()
                        .forEach(found -> read.add(found.group(1)));
            }
        }
        return read;
    }

    private static Set<String> missing(JsonNode services, JsonNode wanted) {
        Set<String> names = names(wanted);
        names.removeAll(names(services));
        return names;
    }

    private static Set<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return new TreeSet<>(names);
    }

    private static String dockerfile() throws IOException {
        return Files.readString(CONTEXT.resolve("Dockerfile"));
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
