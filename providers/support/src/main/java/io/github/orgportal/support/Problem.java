package io.github.orgportal.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.Theme;

/**
 * Why a request is refused (RFC 9457, Problem Details).
 *
 * @param status HTTP status
 * @param title the same for all problems of a code, for people, in their language
 * @param detail what can be done about it, for people, in their language
 * @param code stable, for programs
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(int status, String title, String detail, String code) {
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String THEME = "portal";

    /**
     * The answer that refuses a request: throw it. The session's transaction is rolled back with it.
     *
     * @param code of the problem; its texts are {@code portalProblem.CODE.title} and {@code portalProblem.CODE.detail} in the
     *     messages of the theme {@code portal}
     * @param values for the placeholders of the detail
     */
    public static WebApplicationException of(
            KeycloakSession session, Response.Status status, String code, Object... values) {
        session.getTransactionManager().setRollbackOnly();
        Locale locale = session.getContext().resolveLocale(null, Theme.Type.LOGIN);
        Properties texts = texts(session, locale);
        String key = "portalProblem." + code;
        Problem problem = new Problem(
                status.getStatusCode(),
                texts.getProperty(key + ".title", code),
                new MessageFormat(texts.getProperty(key + ".detail", ""), locale).format(values),
                code);
        Response.ResponseBuilder answer = Response.status(status)
                .type(MEDIA_TYPE)
                .language(locale)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem);
        if (status == Response.Status.UNAUTHORIZED) {
            // RFC 6750, section 3
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return new WebApplicationException(answer.build());
    }

    private static Properties texts(KeycloakSession session, Locale locale) {
        try {
            return session.theme().getTheme(THEME, Theme.Type.LOGIN).getMessages(locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
