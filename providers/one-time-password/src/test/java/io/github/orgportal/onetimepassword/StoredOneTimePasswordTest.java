package io.github.orgportal.onetimepassword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.onetimepassword.OneTimePasswordState.Kind;
import io.github.orgportal.onetimepassword.StoredOneTimePassword.Terms;
import io.github.orgportal.onetimepassword.personal.SlowHash;
import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.SecretKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.credential.CredentialModel;

class StoredOneTimePasswordTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(28));
    private static final String VALUE = "4711081542";

    @TempDir
    private Path folder;

    private SecretBox box;

    @BeforeEach
    void openBox() throws IOException {
        box = box("k1", 1);
    }

    private SecretBox box(String id, int fill) throws IOException {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        Path file = folder.resolve(id);
        Files.writeString(file, id + ":" + Base64.getEncoder().encodeToString(key));
        return SecretKeys.openBox(file);
    }

    private CredentialModel stored() {
        return new StoredOneTimePassword(VALUE, Terms.of(END, Optional.empty())).seal(box, "realm", "user", NOW);
    }

    @Test
    @DisplayName("O-2 what was stored for an account can be shown again")
    void comesBack() {
        assertEquals(
                Optional.of(VALUE),
                StoredOneTimePassword.open(stored(), box, "realm", "user").map(StoredOneTimePassword::value));
    }

    @Test
    @DisplayName("R-4 O-7 a hidden one opens the login and nothing else, whoever has the key")
    void hides() {
        StoredOneTimePassword hidden = new StoredOneTimePassword(VALUE, Terms.of(END, Optional.empty()))
                .hide(new SlowHash("c2FsdHNhbHRzYWx0c2FsdA==", 1, 64));
        CredentialModel credential = stored();
        hidden.sealInto(credential, box, "realm", "user");

        StoredOneTimePassword opened =
                StoredOneTimePassword.open(credential, box, "realm", "user").orElseThrow();
        assertTrue(opened.isHidden());
        assertFalse(opened.value().contains(VALUE));
        assertTrue(opened.isValueOf(VALUE));
        assertFalse(opened.isValueOf("4711081543"));
        assertFalse(opened.isValueOf(opened.value()));
        assertEquals(END, opened.terms().end());
    }

    @Test
    @DisplayName("O-6 the row shows the end, and not the value")
    void showsTheEndOnly() {
        CredentialModel row = stored();

        assertEquals("→ 2026-03-29T10:00:00Z", row.getUserLabel());
        assertEquals(true, row.getCredentialData().contains("2026-03-29T10:00:00Z"));
        assertFalse((row.getCredentialData() + row.getSecretData() + row.getUserLabel()).contains(VALUE));
    }

    @Test
    @DisplayName("O-6 it opens for no other account, realm, time or key")
    void isBound() throws IOException {
        CredentialModel longer = stored();
        longer.setCredentialData(longer.getCredentialData().replace("2026-03-29", "2027-03-29"));

        assertEquals(Optional.empty(), StoredOneTimePassword.open(stored(), box, "realm", "other"));
        assertEquals(Optional.empty(), StoredOneTimePassword.open(stored(), box, "other", "user"));
        assertEquals(Optional.empty(), StoredOneTimePassword.open(longer, box, "realm", "user"));
        assertEquals(Optional.empty(), StoredOneTimePassword.open(stored(), box("k2", 2), "realm", "user"));
        assertEquals(Optional.empty(), StoredOneTimePassword.open(stored(), box("k1", 3), "realm", "user"));
    }

    @Test
    @DisplayName("O-6 a row that an administrator made by hand is unreadable, not an error")
    void needsBothParts() {
        assertEquals(Optional.empty(), StoredOneTimePassword.open(new CredentialModel(), box, "realm", "user"));
        CredentialModel nonsense = stored();
        nonsense.setSecretData("nonsense");
        assertEquals(Optional.empty(), StoredOneTimePassword.open(nonsense, box, "realm", "user"));
    }

    @Test
    @DisplayName("O-3 it is valid until the very second of its end")
    void expires() {
        Terms terms = Terms.of(END, Optional.empty());

        assertEquals(Kind.VALID, terms.state(NOW, Optional.empty()).kind());
        assertEquals(
                Kind.VALID, terms.state(END.minusMillis(1), Optional.empty()).kind());
        assertEquals(Kind.EXPIRED, terms.state(END, Optional.empty()).kind());
        assertEquals(Optional.of(END), terms.state(END, Optional.empty()).validUntil());
    }

    @Test
    @DisplayName("O-4 O-5 it lives beside the personal password of its time, and ends with the next one")
    void endsWithAPersonalPassword() {
        Terms alone = Terms.of(END, Optional.empty());
        Terms beside = Terms.of(END, Optional.of(1000L));

        assertEquals(Kind.NONE, alone.state(NOW, Optional.of(1000L)).kind());
        assertEquals(Kind.VALID, beside.state(NOW, Optional.of(1000L)).kind());
        assertEquals(Kind.NONE, beside.state(NOW, Optional.of(1001L)).kind());
        // the clock of the node that stored the personal password may be behind
        assertEquals(Kind.NONE, beside.state(NOW, Optional.of(999L)).kind());
        assertEquals(Kind.VALID, beside.state(NOW, Optional.empty()).kind());
    }

    @Test
    @DisplayName("O-6 no log gets the value from it")
    void isSilent() {
        assertFalse(new StoredOneTimePassword(VALUE, Terms.of(END, Optional.empty()))
                .toString()
                .contains(VALUE));
        assertFalse(new OneTimePassword(VALUE, END).toString().contains(VALUE));
    }
}
