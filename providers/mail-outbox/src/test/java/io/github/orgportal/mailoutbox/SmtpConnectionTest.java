package io.github.orgportal.mailoutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.DummySSLSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.email.EmailException;

class SmtpConnectionTest {
    private static final MailContent CONTENT =
            new MailContent("anna@mail.example", "Grüße", "Guten Tag", "<p>Guten Tag</p>");
    private static final Map<String, String> SENDER = Map.of(
            "from", "portal@mail.example",
            "fromDisplayName", "Portal für Prüfer",
            "replyTo", "reply@mail.example");

    private GreenMail server;
    private SmtpConnection connection;

    @AfterEach
    void stop() {
        connection.close();
        server.stop();
    }

    @Test
    @DisplayName("L-4 A mail arrives with its text and its HTML, sender, reply address and its own id")
    void mailArrives() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP);
        connect(Map.of());
        connection.open(SmtpConnectionTest::withoutLogin);
        connection.send(message("mail-1"), CONTENT.recipient());

        MimeMessage received = server.getReceivedMessages()[0];
        assertEquals("Grüße", received.getSubject());
        assertEquals("Portal für Prüfer", ((InternetAddress) received.getFrom()[0]).getPersonal());
        assertEquals("reply@mail.example", received.getReplyTo()[0].toString());
        assertEquals("anna@mail.example", received.getHeader("To", null));
        assertEquals("<mail-1@mail.example>", received.getMessageID());
        assertEquals(1_000_000_000_000L, received.getSentDate().getTime());
        MimeMultipart body = (MimeMultipart) received.getContent();
        assertTrue(body.getContentType().startsWith("multipart/alternative"));
        assertEquals("Guten Tag", body.getBodyPart(0).getContent());
        assertTrue(body.getBodyPart(1).getContentType().startsWith("text/html"));
    }

    @Test
    @DisplayName("The second mail uses the connection of the first")
    void connectionIsReused() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP);
        connect(Map.of());
        assertTrue(connection.open(SmtpConnectionTest::withoutLogin));
        connection.send(message("mail-1"), CONTENT.recipient());
        assertFalse(connection.open(SmtpConnectionTest::withoutLogin));
        connection.send(message("mail-2"), CONTENT.recipient());
        assertEquals(2, server.getReceivedMessages().length);
    }

    @Test
    @DisplayName("A connection that broke while it was idle is replaced before the next mail")
    void brokenConnectionIsReplaced() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP);
        connect(Map.of());
        connection.open(SmtpConnectionTest::withoutLogin);
        int port = server.getSmtp().getPort();
        server.stop();
        server = new GreenMail(setup(port, ServerSetup.PROTOCOL_SMTP));
        server.start();
        assertTrue(connection.open(SmtpConnectionTest::withoutLogin));
        connection.send(message("mail-1"), CONTENT.recipient());
        assertEquals(1, server.getReceivedMessages().length);
    }

    @Test
    @DisplayName("A server that is away is told from one that refuses")
    void serverIsAway() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP);
        connect(Map.of());
        server.stop();
        assertThrows(EmailException.class, () -> connection.open(SmtpConnectionTest::withoutLogin));
    }

    @Test
    @DisplayName("TLS and login as the settings say; a wrong password does not get in")
    void tlsAndLogin() throws Exception {
        start(ServerSetup.PROTOCOL_SMTPS);
        server.setUser("portal", "right");
        connect(Map.of("ssl", "true", "auth", "true"));
        assertThrows(EmailException.class, () -> connection.open(login("wrong")));
        connection.open(login("right"));
        connection.send(message("mail-1"), CONTENT.recipient());
        assertTrue(GreenMailUtil.getHeaders(server.getReceivedMessages()[0]).contains("mail-1"));
    }

    @Test
    @DisplayName(
            "Only the answer that refuses the recipient for good gives a mail up; only 421 asks for a new connection")
    void answersAreToldApart() throws Exception {
        start(ServerSetup.PROTOCOL_SMTP);
        connect(Map.of());
        InternetAddress[] anna = {new InternetAddress("anna@mail.example")};
        InternetAddress[] none = {};
        assertTrue(SmtpConnection.isRefusedForGood(new SendFailedException("550", null, none, none, anna)));
        assertFalse(SmtpConnection.isRefusedForGood(new SendFailedException("450", null, none, anna, none)));
        assertFalse(SmtpConnection.isRefusedForGood(new MessagingException("lost")));
        assertTrue(SmtpConnection.isFarewell(new SMTPSendFailedException("MAIL", 421, "", null, none, anna, none)));
        assertFalse(SmtpConnection.isFarewell(new SMTPSendFailedException("MAIL", 451, "", null, none, anna, none)));
    }

    private static void withoutLogin(jakarta.mail.Transport transport) throws EmailException {
        try {
            transport.connect();
        } catch (MessagingException e) {
            throw new EmailException("away", e);
        }
    }

    private static SmtpConnection.Login login(String password) {
        return transport -> {
            try {
                transport.connect("portal", password);
            } catch (MessagingException e) {
                throw new EmailException("away", e);
            }
        };
    }

    private void start(String protocol) {
        server = new GreenMail(setup(0, protocol));
        server.start();
    }

    private static ServerSetup setup(int port, String protocol) {
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", protocol);
        // two seconds are not enough on a busy machine
        setup.setServerStartupTimeout(60_000);
        return setup;
    }

    private void connect(Map<String, String> settings) {
        boolean tls = settings.containsKey("ssl");
        Map<String, String> config = new HashMap<>(settings);
        config.put("host", "127.0.0.1");
        config.put("port", String.valueOf((tls ? server.getSmtps() : server.getSmtp()).getPort()));
        Properties properties = SmtpServer.of("realm", config).properties();
        if (tls) {
            properties.put("mail.smtp.ssl.socketFactory", new DummySSLSocketFactory());
            properties.put("mail.smtp.ssl.checkserveridentity", "false");
        }
        connection = new SmtpConnection(Session.getInstance(properties));
    }

    private SmtpMessage message(String id) throws MessagingException {
        return SmtpMessage.of(connection.session(), SENDER, id, 1_000_000_000_000L, CONTENT);
    }
}
