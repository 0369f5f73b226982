package io.github.orgportal.mailoutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.email.EmailAuthenticator.AuthenticatorType;

class SmtpServerTest {
    private static final Map<String, String> CONFIG =
            Map.of("host", "smtp.mail.example", "port", "587", "from", "a@mail.example", "replyTo", "b@mail.example");

    @Test
    @DisplayName("Realms with other senders share the connections to one mail server")
    void senderDoesNotCount() {
        assertEquals(SmtpServer.of("one", CONFIG), SmtpServer.of("two", with("from", "c@mail.example")));
    }

    @Test
    @DisplayName("Another port, password or time-out is another server: changed settings concern the next mail")
    void everythingElseCounts() {
        SmtpServer server = SmtpServer.of("one", CONFIG);
        assertNotEquals(server, SmtpServer.of("one", with("port", "25")));
        assertNotEquals(server, SmtpServer.of("one", with("password", "x")));
        assertNotEquals(server, SmtpServer.of("one", with("timeout", "1")));
    }

    @Test
    @DisplayName("The same name in the vaults of two realms is not the same secret")
    void vaultsAreOfOneRealm() {
        Map<String, String> config = with("password", "${vault.smtp}");
        assertNotEquals(SmtpServer.of("one", config), SmtpServer.of("two", config));
        assertEquals(SmtpServer.of("one", config), SmtpServer.of("one", config));
    }

    @Test
    @DisplayName("Secrets do not get into logs")
    void hidesItsSecrets() {
        assertFalse(SmtpServer.of("one", with("password", "secret")).toString().contains("secret"));
    }

    @Test
    @DisplayName("Settings that are not there change nothing")
    void ignoresNullValues() {
        Map<String, String> config = new HashMap<>(CONFIG);
        config.put("user", null);
        assertEquals(SmtpServer.of("one", CONFIG), SmtpServer.of("one", config));
    }

    @Test
    @DisplayName("TLS, login and times reach the SMTP client")
    void propertiesFollowTheSettings() {
        Map<String, String> config = with("starttls", "true");
        config.putAll(
                Map.of("auth", "true", "authType", "token", "timeout", "7", "envelopeFrom", "bounce@mail.example"));
        SmtpServer server = SmtpServer.of("one", config);
        Properties properties = server.properties();
        assertEquals("smtp.mail.example", properties.getProperty("mail.smtp.host"));
        assertEquals("587", properties.getProperty("mail.smtp.port"));
        assertEquals("true", properties.getProperty("mail.smtp.starttls.enable"));
        assertEquals("true", properties.getProperty("mail.smtp.auth"));
        assertEquals("XOAUTH2", properties.getProperty("mail.smtp.auth.mechanisms"));
        assertEquals("7", properties.getProperty("mail.smtp.timeout"));
        assertEquals("10000", properties.getProperty("mail.smtp.connectiontimeout"));
        assertEquals("bounce@mail.example", properties.getProperty("mail.smtp.from"));
        assertTrue(properties.getProperty("mail.smtp.ssl.protocols").contains("TLSv1.3"));
        assertEquals(AuthenticatorType.TOKEN, server.authenticatorType());
    }

    @Test
    @DisplayName("Without login nothing is proved and nobody is asked for trust")
    void plainServer() {
        SmtpServer server = SmtpServer.of("one", CONFIG);
        assertEquals(AuthenticatorType.NONE, server.authenticatorType());
        assertFalse(server.needsTrust());
        assertEquals(
                AuthenticatorType.BASIC,
                SmtpServer.of("one", with("auth", "true")).authenticatorType());
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> config = new HashMap<>(CONFIG);
        config.put(key, value);
        return config;
    }
}
