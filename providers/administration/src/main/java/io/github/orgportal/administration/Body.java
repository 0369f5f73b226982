package io.github.orgportal.administration;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.orgportal.support.BearerCaller;
import io.github.orgportal.support.Problem;
import io.github.orgportal.support.Problem.FieldError;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;

/** The JSON of a request: all of its fields are known, none stands twice, and it is not long. */
final class Body {
    /** Bytes of a body: the grants of a large organization fit in. */
    static final int MOST = 2 * 1024 * 1024;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .build();

    private Body() {}

    /**
     * Takes in what was sent, up to a byte more than allowed. To be called before anything asks the database: who sends slowly must not
     * hold one of its connections meanwhile. Who brings no token is not listened to: the refusal follows. Whether it is too long is told
     * later, to callers only who may call at all.
     */
    static byte[] receive(KeycloakSession session, InputStream stream, int most) {
        if (!BearerCaller.bringsToken(session)) {
            return new byte[0];
        }
        try {
            return stream.readNBytes(most + 1);
        } catch (IOException e) {
            // the caller has gone, and nobody reads the answer
            throw Problem.of(session, Response.Status.BAD_REQUEST, "body_not_json");
        }
    }

    /** Takes in the JSON of a request. */
    static byte[] receive(KeycloakSession session, InputStream stream) {
        return receive(session, stream, MOST);
    }

    /**
     * Understands what was received.
     *
     * @throws jakarta.ws.rs.WebApplicationException with a {@link Problem}: 413 {@code body_too_long}, 400 {@code body_not_json}, 400
     *     {@code invalid} with the field at fault
     */
    static <T> T read(KeycloakSession session, byte[] received, Class<T> type) {
        try {
            T read = JSON.readValue(whole(session, received, MOST), type);
            if (read == null) {
                throw Problem.of(session, Response.Status.BAD_REQUEST, "body_not_json");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw Problem.invalid(session, List.of(FieldError.of(session, path(e), "unknown_field")));
        } catch (JsonMappingException e) {
            if (e.getPath().isEmpty()) {
                throw Problem.of(session, Response.Status.BAD_REQUEST, "body_not_json");
            }
            throw Problem.invalid(session, List.of(FieldError.of(session, path(e), "wrong_type")));
        } catch (JacksonException e) {
            throw Problem.of(session, Response.Status.BAD_REQUEST, "body_not_json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * All of what was sent.
     *
     * @throws jakarta.ws.rs.WebApplicationException with a {@link Problem} 413 {@code body_too_long}
     */
    static byte[] whole(KeycloakSession session, byte[] received, int most) {
        if (received.length > most) {
            throw Problem.of(session, Response.Status.REQUEST_ENTITY_TOO_LARGE, "body_too_long", most);
        }
        return received;
    }

    /** Up to a hundred characters of what the caller called it. */
    private static String path(JsonMappingException exception) {
        String path = exception.getPath().stream()
                .map(reference ->
                        Objects.requireNonNullElse(reference.getFieldName(), Integer.toString(reference.getIndex())))
                .collect(Collectors.joining("."));
        return path.substring(0, Math.min(path.length(), 100));
    }
}
