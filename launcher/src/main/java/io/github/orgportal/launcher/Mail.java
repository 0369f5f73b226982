package io.github.orgportal.launcher;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A mail that the mail server has taken.
 *
 * @param received when it came
 * @param from the sender, with the display name
 * @param to the recipients' addresses, without display names
 * @param subject decoded; empty if there is none
 * @param text the part {@code text/plain}; empty if there is none
 * @param html the part {@code text/html}, if there is one
 */
public record Mail(Instant received, String from, List<String> to, String subject, String text, Optional<String> html) {
    public Mail {
        to = List.copyOf(to);
    }

    static Mail of(MimeMessage message, Instant received) {
        try {
            return new Mail(
                    received,
                    join(message.getFrom()),
                    addresses(message.getAllRecipients()),
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    part(message, "text/plain").orElse(""),
                    part(message, "text/html"));
        } catch (MessagingException | IOException e) {
            throw new LauncherException("A mail cannot be read", e);
        }
    }

    private static String join(Address[] addresses) {
        return String.join(
                ", ",
                Arrays.stream(addresses)
                        .map(address -> address instanceof InternetAddress internet
                                ? internet.toUnicodeString()
                                : address.toString())
                        .toList());
    }

    private static List<String> addresses(Address[] addresses) {
        return Arrays.stream(addresses)
                .map(address ->
                        address instanceof InternetAddress internet ? internet.getAddress() : address.toString())
                .toList();
    }

    private static Optional<String> part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of(part.getContent().toString());
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
            for (int index = 0; index < multipart.getCount(); index++) {
                Optional<String> found = part(multipart.getBodyPart(index), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
