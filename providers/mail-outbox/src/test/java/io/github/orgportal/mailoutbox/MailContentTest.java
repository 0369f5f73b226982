package io.github.orgportal.mailoutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.SecretBoxException;
import io.github.orgportal.support.SecretKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailContentTest {
    private static final MailContent CONTENT =
            new MailContent("anna@mail.example", "Ihre TAN", "Grüße", "<p>Grüße</p>");

    @TempDir
    Path directory;

    private SecretBox box;

    @BeforeEach
    void openBox() throws IOException {
        Path file = directory.resolve("key");
        Files.writeString(file, "k:" + Base64.getEncoder().encodeToString(new byte[32]));
        box = SecretKeys.openBox(file);
    }

    @Test
    @DisplayName("What was sealed comes out as it was, text only mails too")
    void opensWhatItSealed() {
        MailContent textOnly = new MailContent("anna@mail.example", "Ihre TAN", "Grüße", null);
        assertEquals(CONTENT, MailContent.open(box, "r", "m", CONTENT.seal(box, "r", "m")));
        assertEquals(textOnly, MailContent.open(box, "r", "m", textOnly.seal(box, "r", "m")));
    }

    @Test
    @DisplayName("The row shows neither recipient nor text")
    void hidesEverything() {
        String stored = CONTENT.seal(box, "r", "m");
        String bytes = new String(Base64.getDecoder().decode(stored.split(":", 2)[1]), StandardCharsets.ISO_8859_1);
        // long enough that chance does not write them
        for (String plain : List.of(CONTENT.recipient(), CONTENT.subject())) {
            assertFalse((stored + bytes).contains(plain), plain);
        }
    }

    @Test
    @DisplayName("A content copied into another mail or realm does not open")
    void isBoundToItsMail() {
        String stored = CONTENT.seal(box, "r", "m");
        assertThrows(SecretBoxException.class, () -> MailContent.open(box, "r", "other", stored));
        assertThrows(SecretBoxException.class, () -> MailContent.open(box, "other", "m", stored));
    }
}
