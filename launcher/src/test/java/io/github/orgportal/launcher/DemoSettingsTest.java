package io.github.orgportal.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.launcher.DemoSettings.MailServer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoSettingsTest {
    @Test
    @DisplayName("Z-2 Without any variable: port 8080 and the demo's own mail catcher")
    void defaults() {
        assertEquals(
                new DemoSettings(8080, Optional.empty(), Optional.empty(), Optional.empty()),
                DemoSettings.of(Map.of("PORTAL_HTTP_PORT", " ", "HOME", "/somewhere")));
    }

    @ParameterizedTest(name = "host ''{0}'', port ''{1}'' is {2}:{3}")
    @CsvSource({"mail.example,,mail.example,1025", ",2525,localhost,2525", "mail.example,2525,mail.example,2525"})
    @DisplayName("Z-2 Host or port of a mail server is enough to name it")
    void mailServer(String host, String port, String expectedHost, int expectedPort) {
        Map<String, String> environment = Map.of(
                "PORTAL_SMTP_HOST", Optional.ofNullable(host).orElse(""),
                "PORTAL_SMTP_PORT", Optional.ofNullable(port).orElse(""));
        assertEquals(
                Optional.of(new MailServer(expectedHost, expectedPort)),
                DemoSettings.of(environment).mailServer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "eighty", "80 80", "999999999999"})
    @DisplayName("A port that is none is refused with the variable's name, the value and what is allowed")
    void noPort(String value) {
        LauncherException refused =
                assertThrows(LauncherException.class, () -> DemoSettings.of(Map.of("PORTAL_HTTP_PORT", value)));
        assertEquals(
                "PORTAL_HTTP_PORT is '%s'. Allowed is a port from 1 to 65535.".formatted(value), refused.getMessage());
    }

    @Test
    @DisplayName("The public address loses its last slash")
    void publicUrl() {
        assertEquals(
                Optional.of(URI.create("https://portal.example/login")),
                DemoSettings.of(Map.of("PORTAL_URL", "https://portal.example/login/"))
                        .publicUrl());
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal.example", "ftp://portal.example", "https://", "https://a b"})
    @DisplayName("A public address that is none is refused")
    void noUrl(String value) {
        LauncherException refused =
                assertThrows(LauncherException.class, () -> DemoSettings.of(Map.of("PORTAL_URL", value)));
        assertTrue(refused.getMessage().startsWith("PORTAL_URL is '" + value + "'."), refused.getMessage());
    }
}
