package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of all modules. */
class MessagesTest {
    private static final Path PROJECT = Path.of("..");
    private static final String ENGLISH = "messages_en.properties";
    /** {0} in Java's texts, {{name}} in those of the account console. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)");
    /** Between quotation marks, so that Java code and templates are read alike. */
    private static final Pattern PAGE_KEY = Pattern.compile("[\"'](portal(?:Tan|Access|Role)\\w*)[\"']");

    static Stream<Path> englishBundles() {
        return sources().filter(file -> file.getFileName().toString().equals(ENGLISH));
    }

    @Test
    @DisplayName("the scan found the bundles of the modules with pages and mails")
    void foundTheBundles() {
        assertTrue(englishBundles().count() >= 3);
    }

    @ParameterizedTest(name = "Z-6 German says as much as English, and keeps its placeholders: {0}")
    @MethodSource("englishBundles")
    void sayTheSame(Path bundle) throws IOException {
        Properties english = read(bundle);
        Properties german = read(bundle.resolveSibling("messages_de.properties"));

        assertEquals(
                new TreeSet<>(english.stringPropertyNames()),
                new TreeSet<>(german.stringPropertyNames()),
                bundle::toString);
        assertAll(english.stringPropertyNames().stream()
                .map(key -> () -> assertEquals(
                        placeholders(english.getProperty(key)), placeholders(german.getProperty(key)), key)));
    }

    /** The account console's are no message formats; its own tests hold them. */
    static Stream<Path> messageFormats() {
        return englishBundles().filter(bundle -> !bundle.toString().contains("/account/"));
    }

    @ParameterizedTest(name = "Z-6 every placeholder reaches its text: {0}")
    @MethodSource("messageFormats")
    void areWellFormed(Path bundle) throws IOException {
        for (Path file : List.of(bundle, bundle.resolveSibling("messages_de.properties"))) {
            Properties texts = read(file);
            for (String key : texts.stringPropertyNames()) {
                // Keycloak puts the values of ${...} in before it formats.
                String text = texts.getProperty(key).replaceAll("\\$\\{[^}]*}", "");
                int highest = placeholders(text).stream()
                        .mapToInt(Integer::parseInt)
                        .max()
                        .orElse(-1);
                // An apostrophe that stands alone would hide what follows it.
                assertEquals(
                        highest + 1, new MessageFormat(text).getFormatsByArgumentIndex().length, file + ": " + key);
                assertEquals(
                        0, text.replace("''", "").chars().filter(c -> c == '\'').count(), file + ": " + key);
            }
        }
    }

    @Test
    @DisplayName(
            "Z-6 every text of the TAN and of the access step that code and templates name is there, and none is there for nothing")
    void areAllThere() throws IOException {
        Set<String> there = new TreeSet<>();
        for (Path bundle : englishBundles().toList()) {
            read(bundle).stringPropertyNames().stream()
                    .filter(key -> key.matches("portal(?:Tan|Access|Role).*"))
                    .forEach(there::add);
        }
        Set<String> named = new TreeSet<>();
        for (Path file : sources()
                .filter(file -> file.toString().matches(".*\\.(java|ftl)"))
                .toList()) {
            PAGE_KEY.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(named::add);
        }

        assertTrue(named.size() > 20, "the scan found the keys");
        // What ends in "_" goes on with a value.
        assertEquals(
                Set.of(),
                named.stream()
                        .filter(name -> there.stream()
                                .noneMatch(key -> name.endsWith("_") ? key.startsWith(name) : key.equals(name)))
                        .collect(Collectors.toSet()));
        assertEquals(
                Set.of(),
                there.stream()
                        .filter(key -> named.stream()
                                .noneMatch(name -> name.endsWith("_") ? key.startsWith(name) : key.equals(name)))
                        .collect(Collectors.toSet()));
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(Path file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            texts.load(reader);
        }
        return texts;
    }

    /** Everything that goes into a jar, of every module with pages, mails or providers. */
    private static Stream<Path> sources() {
        return Stream.of(PROJECT.resolve("providers"), PROJECT.resolve("themes"))
                .flatMap(module -> {
                    try (Stream<Path> files = Files.walk(module)) {
                        return files
                                .filter(file -> file.toString().contains("/src/main/") && Files.isRegularFile(file))
                                .toList()
                                .stream();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
    }
}
