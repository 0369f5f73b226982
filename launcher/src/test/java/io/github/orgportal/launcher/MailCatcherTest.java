package io.github.orgportal.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MailCatcherTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final MailCatcher catcher = MailCatcher.start();

    @AfterEach
    void close() {
        catcher.close();
    }

    @Test
    @DisplayName("Z-2 A mail is caught with its text and its HTML")
    void caught() throws Exception {
        send("joris@firma.example", "Grüße", "TAN 123456", Optional.of("<p>TAN <b>123456</b></p>"));
        Mail mail = catcher.await("joris@firma.example", 1, SOON);
        assertEquals(List.of("joris@firma.example"), mail.to());
        assertEquals("Grüße", mail.subject());
        assertEquals("TAN 123456", mail.text().strip());
        assertEquals(Optional.of("<p>TAN <b>123456</b></p>"), mail.html().map(String::strip));
    }

    @Test
    @DisplayName("Waiting for the second mail to an address does not take the first")
    void second() throws Exception {
        send("a@firma.example", "one", "1", Optional.empty());
        send("b@firma.example", "other", "x", Optional.empty());
        send("a@firma.example", "two", "2", Optional.empty());
        assertEquals("two", catcher.await("a@firma.example", 2, SOON).subject());
        assertThrows(LauncherException.class, () -> catcher.await("a@firma.example", 3, Duration.ofMillis(50)));
    }

    @Test
    @DisplayName("Z-2 The pages show mails newest first, without script, and escape what a mail says")
    void pages() throws Exception {
        send("a@firma.example", "<script>one", "text & more", Optional.of("<script>alert(1)</script>"));
        catcher.await("a@firma.example", 1, SOON);
        send("a@firma.example", "two", "2", Optional.empty());
        catcher.await("a@firma.example", 2, SOON);
        try (MailPages pages = MailPages.start(0, catcher::mails)) {
            String list = get(pages.url()).body();
            assertTrue(list.indexOf("two") < list.indexOf("&lt;script&gt;one"), list);
            assertFalse(list.contains("<script"), list);
            HttpResponse<String> mail = get(pages.url().resolve("/mail/1"));
            assertTrue(mail.body().contains("text &amp; more"), mail.body());
            assertTrue(mail.body().contains("<iframe sandbox "), mail.body());
            assertFalse(mail.body().contains("<script"), mail.body());
            assertTrue(mail.headers()
                    .firstValue("Content-Security-Policy")
                    .orElse("")
                    .startsWith("default-src 'none'"));
            assertTrue(get(pages.url().resolve("/latest.txt")).body().contains("Subject: two"));
            assertEquals(404, get(pages.url().resolve("/mail/3")).statusCode());
        }
    }

    private void send(String to, String subject, String text, Optional<String> html) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(catcher.smtpPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("no-reply@portal.example");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        MimeMultipart parts = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        parts.addBodyPart(plain);
        if (html.isPresent()) {
            MimeBodyPart rich = new MimeBodyPart();
            rich.setText(html.get(), "UTF-8", "html");
            parts.addBodyPart(rich);
        }
        message.setContent(parts);
        Transport.send(message);
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
