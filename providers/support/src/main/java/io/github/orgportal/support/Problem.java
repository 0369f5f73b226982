package io.github.orgportal.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
 * @param errors what is wrong with which field, if fields are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(int status, String title, String detail, String code, List<FieldError> errors) {
    /** What it is sent as. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String THEME = "portal";

    /** Copies the list. */
    public Problem {
        errors = List.copyOf(errors);
    }

    /**
     * What is wrong with a field.
     *
     * @param field its name; of one within others, with dots between them
     * @param code stable, for programs
     * @param detail for people, in their language
     */
    public record FieldError(String field, String code, String detail) {
        /**
         * With the text {@code portalField.CODE} of the messages of the theme {@code portal}, or with Keycloak's own text of the code.
         *
         * @param values for its placeholders
         */
        public static FieldError of(KeycloakSession session, String field, String code, Object... values) {
            Locale locale = session.getContext().resolveLocale(null, Theme.Type.LOGIN);
            Properties texts = texts(session, locale);
            String text = Optional.ofNullable(texts.getProperty("portalField." + code))
                    .orElseGet(() -> texts.getProperty(code, code));
            return new FieldError(field, code, new MessageFormat(text, locale).format(values));
        }
    }

    /** The answer to a request with wrong fields: 400 {@code invalid}. Throw it. */
    public static WebApplicationException invalid(KeycloakSession session, List<FieldError> errors) {
        return of(session, Response.Status.BAD_REQUEST, "invalid", errors, Map.of());
    }

    /** As {@link #of(KeycloakSession, Response.StatusType, String, Object...)}, to be tried again after some seconds (RFC 9110, section 10.2.3). */
    public static WebApplicationException later(
            KeycloakSession session, Response.StatusType status, String code, long seconds) {
        return of(session, status, code, List.of(), Map.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds)), seconds);
    }

    /**
     * The answer that refuses a request: throw it. The session's transaction is rolled back with it.
     *
     * @param code of the problem; its texts are {@code portalProblem.CODE.title} and {@code portalProblem.CODE.detail} in the
     *     messages of the theme {@code portal}
     * @param values for the placeholders of the detail
     */
    public static WebApplicationException of(
            KeycloakSession session, Response.StatusType status, String code, Object... values) {
        return of(session, status, code, List.of(), Map.of(), values);
    }

    private static WebApplicationException of(
            KeycloakSession session,
            Response.StatusType status,
            String code,
            List<FieldError> errors,
            Map<String, String> headers,
            Object... values) {
        session.getTransactionManager().setRollbackOnly();
        Locale locale = session.getContext().resolveLocale(null, Theme.Type.LOGIN);
        Properties texts = texts(session, locale);
        String key = "portalProblem." + code;
        Problem problem = new Problem(
                status.getStatusCode(),
                texts.getProperty(key + ".title", code),
                new MessageFormat(texts.getProperty(key + ".detail", ""), locale).format(values),
                code,
                errors);
        Response.ResponseBuilder answer = Response.status(status)
                .type(MEDIA_TYPE)
                .language(locale)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem);
        headers.forEach(answer::header);
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
