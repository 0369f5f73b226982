package io.github.orgportal.mailoutbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.keycloak.email.EmailException;

/** One connection to a mail server, opened when it is needed and kept for the next mail. For one thread only. */
final class SmtpConnection implements AutoCloseable {
    private static final int SERVICE_NOT_AVAILABLE = 421;

    private final Session session;
    private @Nullable Transport transport;

    SmtpConnection(Session session) {
        this.session = session;
    }

    /** How to get in; Keycloak's {@code EmailAuthenticator} outside of tests. */
    interface Login {
        void connect(Transport transport) throws EmailException;
    }

    Session session() {
        return session;
    }

    /**
     * Makes sure that the server is there, by a {@code NOOP} if the connection has been used before.
     *
     * @return whether it is a new connection
     */
    boolean open(Login login) throws EmailException {
        if (transport != null && transport.isConnected()) {
            return false;
        }
        close();
        try {
            transport = session.getTransport("smtp");
        } catch (MessagingException e) {
            throw new EmailException("This Java runtime has no SMTP", e);
        }
        login.connect(transport);
        return true;
    }

    /** Returns when the server has accepted the mail. */
    void send(SmtpMessage message, String recipient) throws MessagingException {
        if (transport == null) {
            throw new MessagingException("The connection is not open");
        }
        transport.sendMessage(message, new Address[] {new InternetAddress(recipient)});
    }

    /** Whether the server refuses the recipient for good: Angus Mail calls addresses with an answer of 5xx invalid. */
    static boolean isRefusedForGood(MessagingException failure) {
        return failure instanceof SendFailedException refusal
                && refusal.getInvalidAddresses() != null
                && refusal.getInvalidAddresses().length > 0;
    }

    /** Whether the server only says that this connection has lasted long enough (RFC 5321, section 3.8). */
    static boolean isFarewell(MessagingException failure) {
        return failure instanceof SMTPSendFailedException answer && answer.getReturnCode() == SERVICE_NOT_AVAILABLE;
    }

    @Override
    public void close() {
        if (transport == null) {
            return;
        }
        try {
            transport.close();
        } catch (MessagingException e) {
            // It was broken already.
        } finally {
            transport = null;
        }
    }
}
