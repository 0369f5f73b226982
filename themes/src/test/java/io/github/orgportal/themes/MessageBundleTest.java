package io.github.orgportal.themes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBundleTest {

    private static final Path THEME = Path.of("src/main/resources/theme/portal");

    @ParameterizedTest
    @ValueSource(strings = {"login", "email"})
    @DisplayName("Z-6 German and English say the same things")
    void bundlesHaveTheSameKeys(String type) throws IOException {
        Properties german = bundle(type, "de");

        assertFalse(german.isEmpty());
        assertEquals(german.stringPropertyNames(), bundle(type, "en").stringPropertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    @DisplayName("Z-6 every text can be formatted and loses no apostrophe")
    void textsAreMessageFormats(String language) throws IOException {
        for (String type : new String[] {"login", "email"}) {
            Properties texts = bundle(type, language);
            for (String key : texts.stringPropertyNames()) {
                // Keycloak puts ${…} in before it formats.
                String text = texts.getProperty(key).replaceAll("\\$\\{[^}]*}", "");
                String formatted = new MessageFormat(text, Locale.forLanguageTag(language)).format(new Object[0]);
                assertEquals(text.replace("''", "'"), formatted, key);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    @DisplayName("L-6 a paused account reads the same as a wrong password")
    void refusalsDoNotTellAccountsApart(String language) throws IOException {
        Properties texts = bundle("login", language);

        String wrong = texts.getProperty("invalidUserMessage");
        assertEquals(wrong, texts.getProperty("accountTemporarilyDisabledMessage"));
        assertEquals(wrong, texts.getProperty("accountPermanentlyDisabledMessage"));
    }

    private static Properties bundle(String type, String language) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                Files.newBufferedReader(THEME.resolve(type).resolve("messages/messages_" + language + ".properties"))) {
            texts.load(reader);
        }
        return texts;
    }
}
