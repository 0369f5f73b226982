package io.github.orgportal.mailoutbox;

import io.github.orgportal.support.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/** What a mail says and to whom. It leaves this process only sealed, or to the mail server. */
record MailContent(
        String recipient,
        String subject,
        @Nullable String text,
        @Nullable String html) {
    /** Characters, as a measure of the memory that it takes. */
    int length() {
        return subject.length() + (text == null ? 0 : text.length()) + (html == null ? 0 : html.length());
    }

    String seal(SecretBox box, String realmId, String mailId) {
        try {
            return box.seal(purpose(realmId, mailId), JsonSerialization.writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException("A mail cannot be written as JSON", e);
        }
    }

    /** @throws io.github.orgportal.support.SecretBoxException if it was sealed for another mail, or the key is gone */
    static MailContent open(SecretBox box, String realmId, String mailId, String sealed) {
        try {
            return JsonSerialization.readValue(box.open(purpose(realmId, mailId), sealed), MailContent.class);
        } catch (IOException e) {
            throw new UncheckedIOException("A mail cannot be read from its JSON", e);
        }
    }

    private static String purpose(String realmId, String mailId) {
        return "mail:" + realmId + ":" + mailId;
    }
}
