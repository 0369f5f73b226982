package io.github.orgportal.letters;

import io.github.orgportal.support.PortalName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.Theme;
import org.keycloak.theme.freemarker.FreeMarkerProvider;

/** The templates of an email theme, below {@code html/}. Processing one needs no database. */
record Templates(FreeMarkerProvider provider, Theme theme) {
    /** Those of the realm in the session's context. */
    static Templates of(KeycloakSession session) {
        try {
            return new Templates(
                    session.getProvider(FreeMarkerProvider.class),
                    session.theme().getTheme(Theme.Type.EMAIL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The theme's texts and the realm's own, of one language. */
    LetterTexts texts(RealmModel realm, Locale locale) {
        try {
            Properties messages = theme.getEnhancedMessages(realm, locale);
            return new LetterTexts(locale, messages, PortalName.of(realm, locale));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As XHTML. */
    String process(String template, Map<String, Object> content) {
        try {
            return provider.processTemplate(content, "html/" + template, theme);
        } catch (FreeMarkerException e) {
            throw new IllegalStateException("The template %s of theme %s".formatted(template, theme.getName()), e);
        }
    }
}
