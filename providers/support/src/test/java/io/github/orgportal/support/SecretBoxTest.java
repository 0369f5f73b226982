package io.github.orgportal.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretBoxTest {
    private static final byte[] SECRET = "123456".getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    @DisplayName("O-6 what was sealed opens for the same purpose only")
    void sealsForOnePurpose() throws IOException {
        SecretBox box = box(line("a", 1));

        String sealed = box.seal("mail:realm-1", SECRET);

        assertArrayEquals(SECRET, box.open("mail:realm-1", sealed));
        assertThrows(SecretBoxException.class, () -> box.open("mail:realm-2", sealed));
        assertFalse(sealed.contains("123456"));
        assertNotEquals(sealed, box.seal("mail:realm-1", SECRET), "a nonce is never used twice");
    }

    @Test
    @DisplayName("O-6 each altered byte of a sealed value is noticed")
    void noticesAlteration() throws IOException {
        SecretBox box = box(line("a", 1));
        byte[] sealed = Base64.getDecoder().decode(box.seal("p", SECRET).substring("a:".length()));

        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            String text = "a:" + Base64.getEncoder().encodeToString(altered);
            assertThrows(SecretBoxException.class, () -> box.open("p", text));
        }
        assertThrows(SecretBoxException.class, () -> box.open("p", "a:AAAA"));
        assertThrows(SecretBoxException.class, () -> box.open("p", "without a key"));
    }

    @Test
    @DisplayName("O-6 after a rotation the old key still opens, the new one seals")
    void rotates() throws IOException {
        String old = box(line("old", 1)).seal("p", SECRET);

        SecretBox rotated = box(line("new", 2) + line("old", 1));

        assertArrayEquals(SECRET, rotated.open("p", old));
        assertTrue(rotated.seal("p", SECRET).startsWith("new:"));
        SecretBox withoutOld = box(line("new", 2));
        assertThrows(SecretBoxException.class, () -> withoutOld.open("p", old));
    }

    @Test
    @DisplayName("hashes depend on key, purpose, and each part with its borders")
    void hashes() throws IOException {
        SecretBox box = box(line("a", 1));

        assertArrayEquals(box.hash("p", "a", "b"), box.hash("p", "a", "b"));
        assertFalse(Arrays.equals(box.hash("p", "ab", ""), box.hash("p", "a", "b")));
        assertFalse(Arrays.equals(box.hash("p", "a"), box.hash("q", "a")));
        assertFalse(Arrays.equals(box.hash("p", "a"), box(line("a", 2)).hash("p", "a")));
    }

    @Test
    @DisplayName("G-3 a signature holds for its purpose, its parts and their borders, and names its key")
    void signs() throws IOException {
        SecretBox box = box(line("a", 1));

        String signature = box.sign("p", "a", "b");

        assertTrue(signature.startsWith("a:"), signature);
        assertEquals(signature, box.sign("p", "a", "b"));
        assertTrue(box.verify(signature, "p", "a", "b"));
        assertFalse(box.verify(signature, "p", "ab", ""));
        assertFalse(box.verify(signature, "p", "b", "a"));
        assertFalse(box.verify(signature, "q", "a", "b"));
        assertFalse(box.verify("a:not base64", "p", "a", "b"));
        assertFalse(box.verify(signature.substring(0, 30), "p", "a", "b"));
        assertFalse(box(line("a", 2)).verify(signature, "p", "a", "b"));
        assertThrows(SecretBoxException.class, () -> box.verify("without a key", "p"));
        String hash = Base64.getEncoder().encodeToString(box.hash("p", "a", "b"));
        assertFalse(box.verify("a:" + hash, "p", "a", "b"), "a hash is no signature");
    }

    @Test
    @DisplayName("G-3 after a rotation old signatures still hold, and new ones are made with the new key")
    void verifiesAfterRotation() throws IOException {
        String old = box(line("old", 1)).sign("p", "a");

        SecretBox rotated = box(line("new", 2) + line("old", 1));

        assertTrue(rotated.verify(old, "p", "a"));
        assertTrue(rotated.sign("p", "a").startsWith("new:"));
        assertTrue(rotated.verify(rotated.sign("p", "a"), "p", "a"));
        SecretBox withoutOld = box(line("new", 2));
        assertThrows(SecretBoxException.class, () -> withoutOld.verify(old, "p", "a"));
    }

    @Test
    @DisplayName("G-3 a signature has at most 77 characters, whatever its key is called")
    void signaturesFitTheirColumns() throws IOException {
        assertEquals(
                77, box(line("k".repeat(32), 1)).sign("p", "a".repeat(10_000)).length());
    }

    @ParameterizedTest(name = "Z-1 key file with {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                | no line              | holds no key
                    # only a comment                  | a comment only       | holds no key
                    nonsense                          | no colon             | line 1: expected 'id:base64'
                    a:AAAA                            | a short key          | line 1: the key has 3 bytes instead of 32
                    a:A                               | broken base64        | line 1: not base64
                    """)
    void refusesUnusableKeyFiles(String content, String what, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), content);

        SecretBoxException e = assertThrows(SecretBoxException.class, () -> SecretKeys.openBox(file));

        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    @DisplayName("Z-1 a key file that is missing or names a key twice is refused")
    void refusesMissingAndDoubledKeys() throws IOException {
        Path missing = folder.resolve("missing");
        Path doubled = Files.writeString(folder.resolve("doubled"), line("a", 1) + line("a", 2));

        assertEquals(
                "The key file %s cannot be read".formatted(missing),
                assertThrows(SecretBoxException.class, () -> SecretKeys.openBox(missing))
                        .getMessage());
        assertTrue(assertThrows(SecretBoxException.class, () -> SecretKeys.openBox(doubled))
                .getMessage()
                .contains("line 2: the id 'a' stands there twice"));
    }

    private SecretBox box(String content) throws IOException {
        return SecretKeys.openBox(Files.writeString(folder.resolve("keys"), content));
    }

    private static String line(String id, int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return id + ":" + Base64.getEncoder().encodeToString(key) + "\n";
    }
}
