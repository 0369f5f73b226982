package io.github.orgportal.letters;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.theme.KeycloakSanitizerMethod;
import org.keycloak.theme.Theme;
import org.keycloak.theme.freemarker.DefaultFreeMarkerProvider;

/** Prints letters with the files of the email theme, as the server does. */
final class Paper {
    static final Addressee KIM = new Addressee(
            "Kim Berg", "Beispiel Maschinenbau GmbH", "Am Musterhang 12 a", "12345", "Beispielstadt", "DE");
    private static final Path THEMES = Path.of("..", "..", "themes", "src", "main", "resources");
    private static final Path EMAIL = THEMES.resolve("theme/portal/email");

    private Paper() {}

    static LetterSheet oneTimePassword(Locale locale, Addressee addressee) {
        return new LetterSheet(
                "oneTimePassword",
                locale,
                addressee,
                "4711-0815",
                "b1c2d3e4",
                LocalDate.of(2026, 11, 22),
                "1234567890",
                Optional.of(LocalDate.of(2026, 12, 19)));
    }

    static byte[] print(LetterSheet... sheets) {
        return print(List.of(sheets));
    }

    static byte[] print(List<LetterSheet> sheets) {
        try (LetterPress.Turn turn = LetterPress.ofServer().turn().orElseThrow()) {
            return turn.print(batch(sheets));
        }
    }

    static LetterBatch batch(List<LetterSheet> sheets) {
        return new LetterBatch(
                templates(),
                Map.of(
                        Locale.GERMAN, texts(Locale.GERMAN, "Arbeitgeberportal"),
                        Locale.ENGLISH, texts(Locale.ENGLISH, "Employer portal")),
                sheets);
    }

    static byte[] print(FormSheet sheet) {
        try (LetterPress.Turn turn = LetterPress.ofServer().turn().orElseThrow()) {
            return turn.print(new Form(templates(), texts(sheet.locale(), "Mitgliederportal"), sheet));
        }
    }

    private static Templates templates() {
        return new Templates(
                new DefaultFreeMarkerProvider(new ConcurrentHashMap<>(), new KeycloakSanitizerMethod()), theme());
    }

    private static LetterTexts texts(Locale locale, String portal) {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                Files.newInputStream(EMAIL.resolve("messages/messages_" + locale.getLanguage() + ".properties")),
                StandardCharsets.UTF_8)) {
            messages.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        messages.setProperty("portalBrandColor", "#1d6a3f");
        messages.setProperty("portalBrandContact", "hilfe@arbeitgeberportal.example");
        messages.setProperty("portalLetterPlace", "www.arbeitgeberportal.example");
        messages.setProperty("portalLetterSender", "Beispielkasse · Musterallee 1 · 12345 Beispielstadt");
        return new LetterTexts(locale, messages, portal);
    }

    private static Theme theme() {
        return (Theme) Proxy.newProxyInstance(
                Paper.class.getClassLoader(), new Class<?>[] {Theme.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getName":
                            return "portal";
                        case "getType":
                            return Theme.Type.EMAIL;
                        case "getTemplate":
                            return template((String) arguments[0]);
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    /** None for what FreeMarker only tries, such as a template of one language. */
    private static @Nullable URL template(String name) throws MalformedURLException {
        for (Path folder : List.of(EMAIL, THEMES.resolve("theme-resources/templates"))) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name).toUri().toURL();
            }
        }
        return null;
    }
}
