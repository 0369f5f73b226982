package io.github.orgportal.mailoutbox;

import static org.keycloak.utils.StringUtil.isNotBlank;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.keycloak.email.EmailSenderProvider;

/**
 * The message as Keycloak's own sender builds it, except for its id: that is made from the mail's id, so that the few mails that
 * leave twice (see {@link Sender}) can be told from different ones.
 */
final class SmtpMessage extends MimeMessage {
    // RFC 5322, section 3.3.
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    static {
        // Jakarta Mail looks for its provider for each part of each message; a name spares it the search of the class
        // path.
        System.getProperties().putIfAbsent(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final String messageId;

    private SmtpMessage(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /**
     * @param config the realm's SMTP settings, for the sender and reply addresses
     * @param sentAt milliseconds since 1970 UTC
     * @throws MessagingException if the settings name no usable sender, or the message cannot be built
     */
    static SmtpMessage of(Session session, Map<String, String> config, String mailId, long sentAt, MailContent content)
            throws MessagingException {
        boolean utf8 = "true".equals(config.get(EmailSenderProvider.CONFIG_ALLOW_UTF8));
        String from = config.get("from");
        InternetAddress sender = address(from, config.get("fromDisplayName"), utf8);
        SmtpMessage message = new SmtpMessage(
                session,
                "<" + mailId + sender.getAddress().substring(sender.getAddress().lastIndexOf('@')) + ">");
        message.setFrom(sender);
        String replyTo = config.get("replyTo");
        message.setReplyTo(
                new Address[] {isNotBlank(replyTo) ? address(replyTo, config.get("replyToDisplayName"), utf8) : sender
                });
        message.setHeader("To", content.recipient());
        // A line break would begin another header.
        message.setSubject(content.subject().replaceAll("[\\r\\n]+", " "), StandardCharsets.UTF_8.name());
        message.setHeader("Date", DATE.format(Instant.ofEpochMilli(sentAt).atOffset(ZoneOffset.UTC)));
        message.setContent(body(content));
        message.saveChanges();
        return message;
    }

    private static Multipart body(MailContent content) throws MessagingException {
        Multipart body = new MimeMultipart("alternative");
        if (content.text() != null) {
            body.addBodyPart(part(content.text(), "text/plain; charset=UTF-8"));
        }
        if (content.html() != null) {
            body.addBodyPart(part(content.html(), "text/html; charset=UTF-8"));
        }
        return body;
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(text, type);
        // Else Jakarta Mail writes the part once more, only to find out which encoding suits it.
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private static InternetAddress address(@Nullable String address, @Nullable String displayName, boolean utf8)
            throws MessagingException {
        String deliverable = MailAddress.deliverable(address == null ? "" : address, utf8)
                .orElseThrow(() -> new MessagingException("The realm's SMTP settings name no usable sender"));
        if (!isNotBlank(displayName)) {
            return new InternetAddress(deliverable);
        }
        try {
            return new InternetAddress(deliverable, displayName, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("This Java runtime has no UTF-8", e);
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
