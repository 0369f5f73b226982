package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules for every provider that our jars announce, as Keycloak finds them: the jars of the image beside Keycloak's own. */
class ProvidersTest {
    private static final Path JARS = Path.of("..", "docker", "target", "image", "providers");
    private static final Path KEYCLOAK = Path.of("..", "launcher", "target", "distribution");
    private static final Pattern OURS = Pattern.compile("portal(-.+)?");
    /** Takes the place of one of Keycloak's own, by a higher order. */
    private static final Set<String> REPLACED = Set.of("UPDATE_PASSWORD");

    private static final String SERVICES = "META-INF/services/";
    private static final String JPA = "org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory";
    private static final String SPI = "org.keycloak.provider.Spi";
    private static final String AUTHENTICATOR = "org.keycloak.authentication.AuthenticatorFactory";
    /** Keycloak's DefaultBruteForceProtector silently ignores failures of every other category. */
    private static final Set<String> COUNTED = Set.of("password", "otp", "recovery-authn-codes");
    /** These ask for nothing that could be wrong. */
    private static final Set<String> WITHOUT_FAILURES =
            Set.of("portal-access", "portal-forgotten-password", "portal-registration");

    private static final URLClassLoader LOADER = loader();

    @AfterAll
    static void close() throws IOException {
        LOADER.close();
    }

    /** A provider factory: which interface it is announced for, and itself. */
    private record Announced(String service, Object factory) {
        /** An interface of our own is known by a name, everything else by an id. */
        String id() {
            return text(service.equals(SPI) ? "getName" : "getId");
        }

        String text(String method) {
            return String.valueOf(call(factory, method));
        }

        boolean has(String method) {
            return Stream.of(factory.getClass().getMethods())
                    .anyMatch(found -> found.getName().equals(method) && found.getParameterCount() == 0);
        }

        @Override
        public String toString() {
            return factory.getClass().getName();
        }
    }

    @Test
    @DisplayName("the scan found the providers of every module")
    void foundTheProviders() throws Exception {
        List<String> ids = announced().stream().map(Announced::id).toList();
        assertTrue(
                ids.containsAll(List.of(
                        "portal-email-tan",
                        "portal-outbox",
                        "portal-one-time-password",
                        "portal-organizations",
                        "portal-component",
                        "portal-policy",
                        "portal-access",
                        "portal-registration")),
                ids::toString);
    }

    @Test
    @DisplayName("ids are portal, or start with portal-, so that they meet nobody else's")
    void idsAreOurs() throws Exception {
        assertAll(announced().stream()
                .filter(provider -> !provider.service().equals(JPA))
                .filter(provider -> !REPLACED.contains(provider.id()))
                .map(provider -> () -> assertTrue(OURS.matcher(provider.id()).matches(), provider::toString)));
    }

    @Test
    @DisplayName("Z-5 each module has a changelog table of its own, of whose id Keycloak takes ten letters")
    void changelogTablesDiffer() throws Exception {
        List<String> tables = announced().stream()
                .filter(provider -> provider.service().equals(JPA))
                .map(provider ->
                        provider.id().toUpperCase(Locale.ROOT).replace('-', '_').replaceAll("[^A-Z_]", ""))
                .map(name -> name.substring(0, Math.min(10, name.length())))
                .toList();

        assertFalse(tables.isEmpty());
        assertEquals(tables.size(), Set.copyOf(tables).size(), tables::toString);
    }

    @Test
    @DisplayName("L-3 a failure in any of our authenticators counts for Keycloak's brute-force protection")
    void failuresCount() throws Exception {
        assertAll(announced().stream()
                .filter(provider -> provider.service().equals(AUTHENTICATOR))
                .filter(provider -> !WITHOUT_FAILURES.contains(provider.id()))
                .map(provider ->
                        () -> assertTrue(COUNTED.contains(provider.text("getReferenceCategory")), provider::toString)));
    }

    @Test
    @DisplayName("every factory that an administrator meets explains itself and each of its settings")
    void explainThemselves() throws Exception {
        List<Object> settings = new ArrayList<>();
        for (Announced provider : announced()) {
            if (provider.has("getHelpText")) {
                assertFalse(provider.text("getHelpText").isBlank(), provider::toString);
            }
            for (String method : List.of("getConfigProperties", "getConfigMetadata")) {
                if (provider.has(method) && call(provider.factory(), method) instanceof List<?> found) {
                    settings.addAll(found);
                }
            }
        }
        assertFalse(settings.isEmpty());
        for (Object setting : settings) {
            assertTrue(call(setting, "getHelpText") instanceof String text && !text.isBlank(), setting::toString);
        }
    }

    private static List<Announced> announced() throws Exception {
        List<Announced> found = new ArrayList<>();
        for (Path jar : files(JARS)) {
            try (JarFile opened = new JarFile(jar.toFile())) {
                List<String> services = opened.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(SERVICES) && name.length() > SERVICES.length())
                        .toList();
                for (String service : services) {
                    String classes = new String(
                            opened.getInputStream(opened.getEntry(service)).readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
                    for (String name :
                            classes.lines().filter(line -> !line.isBlank()).toList()) {
                        Class<?> type = LOADER.loadClass(name.strip());
                        found.add(new Announced(
                                service.substring(SERVICES.length()),
                                type.getDeclaredConstructor().newInstance()));
                    }
                }
            }
        }
        return found;
    }

    private static Object call(Object target, String method) {
        try {
            return Optional.ofNullable(target.getClass().getMethod(method).invoke(target))
                    .orElse("");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(target.getClass() + "." + method, e);
        }
    }

    /** Apart from the tests' own classes, which bring Keycloak's admin client. */
    private static URLClassLoader loader() {
        Path lib = files(KEYCLOAK).get(0).resolve("lib").resolve("lib");
        return new URLClassLoader(
                Stream.of(JARS, lib.resolve("boot"), lib.resolve("main"))
                        .flatMap(folder -> files(folder).stream())
                        .map(ProvidersTest::url)
                        .toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
