package io.github.orgportal.mailoutbox;

import static org.keycloak.utils.StringUtil.isNotBlank;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.keycloak.email.EmailAuthenticator.AuthenticatorType;
import org.keycloak.email.EmailSenderProvider;

/**
 * A mail server and how to log in there: everything in a realm's SMTP settings that concerns the connection. Realms with the
 * same settings share connections.
 *
 * @param settings as in the realm, without sender and reply address
 * @param vaultRealm the realm whose vault resolves the secrets; empty if the settings carry them
 */
record SmtpServer(Map<String, String> settings, String vaultRealm) {
    private static final Set<String> OF_THE_MESSAGE =
            Set.of("from", "fromDisplayName", "replyTo", "replyToDisplayName");

    static SmtpServer of(String realmId, Map<String, String> config) {
        Map<String, String> settings = new HashMap<>();
        config.forEach((key, value) -> {
            if (value != null && !OF_THE_MESSAGE.contains(key)) {
                settings.put(key, value);
            }
        });
        boolean vault = settings.values().stream().anyMatch(value -> value.startsWith("${vault."));
        return new SmtpServer(Map.copyOf(settings), vault ? realmId : "");
    }

    AuthenticatorType authenticatorType() {
        return isOn("auth")
                ? AuthenticatorType.valueOf(
                        settings.getOrDefault("authType", "basic").toUpperCase(java.util.Locale.ROOT))
                : AuthenticatorType.NONE;
    }

    boolean needsTrust() {
        return isOn("ssl") || isOn("starttls") || isOn("auth");
    }

    /** What Keycloak's own sender sets, but for the two that are explained, in the words of Angus Mail's package {@code org.eclipse.angus.mail.smtp}. */
    Properties properties() {
        Properties properties = new Properties();
        copy(properties, "host", "mail.smtp.host");
        copy(properties, "port", "mail.smtp.port");
        copy(properties, "envelopeFrom", "mail.smtp.from");
        properties.setProperty("mail.smtp.timeout", settings.getOrDefault("timeout", "10000"));
        properties.setProperty("mail.smtp.connectiontimeout", settings.getOrDefault("connectionTimeout", "10000"));
        properties.setProperty("mail.smtp.writetimeout", settings.getOrDefault("writeTimeout", "10000"));
        // A server that hangs must not hang the sender once more when it says good-bye.
        properties.setProperty("mail.smtp.quitwait", "false");
        turnOn(properties, "auth", "mail.smtp.auth");
        turnOn(properties, "ssl", "mail.smtp.ssl.enable");
        turnOn(properties, "starttls", "mail.smtp.starttls.enable");
        // Not if the server offers it: who stands between could take the offer away and read the mails.
        turnOn(properties, "starttls", "mail.smtp.starttls.required");
        turnOn(properties, EmailSenderProvider.CONFIG_ALLOW_UTF8, "mail.mime.allowutf8");
        if ("token".equals(settings.get("authType"))) {
            properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        if (needsTrust()) {
            properties.setProperty("mail.smtp.ssl.protocols", sslProtocols());
        }
        return properties;
    }

    private boolean isOn(String key) {
        return "true".equals(settings.get(key));
    }

    private void copy(Properties properties, String key, String property) {
        String value = settings.get(key);
        if (isNotBlank(value)) {
            properties.setProperty(property, value);
        }
    }

    private void turnOn(Properties properties, String key, String property) {
        if (isOn(key)) {
            properties.setProperty(property, "true");
        }
    }

    private static String sslProtocols() {
        try {
            return String.join(
                    " ",
                    Arrays.asList(
                            SSLContext.getDefault().getSupportedSSLParameters().getProtocols()));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no TLS", e);
        }
    }

    /** Without the settings: they carry secrets. */
    @Override
    public String toString() {
        return "SmtpServer";
    }
}
