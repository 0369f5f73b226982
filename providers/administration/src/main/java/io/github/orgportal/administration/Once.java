package io.github.orgportal.administration;

import io.github.orgportal.support.Problem;
import io.github.orgportal.support.Problem.FieldError;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.util.JsonSerialization;

/**
 * Does what a request asks for once, however often it is sent with the same {@code Idempotency-Key}
 * (draft-ietf-httpapi-idempotency-key-header-07). The key belongs to the caller, and to route and body: with others it is refused. It is
 * kept in the transaction of the work itself, for a day. A repetition is answered with status and location of the first answer.
 */
final class Once {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final long KEPT = Duration.ofDays(1).toMillis();
    /** What JAX-RS has no constant for. */
    private static final int UNPROCESSABLE = 422;

    private final KeycloakSession session;
    private final EntityManager em;
    private final String accountId;
    private final String keyHash;
    private final String requestHash;

    private Once(KeycloakSession session, String accountId, String key, String request) {
        this.session = session;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.accountId = accountId;
        this.keyHash = hash(key);
        this.requestHash = hash(request);
    }

    /**
     * Does the work, unless it was done already.
     *
     * @param accountId of the caller
     * @param key as the caller sent it; null if it sent none, and wants the work done each time
     * @param route for what the key holds
     * @param body as it was understood
     * @throws jakarta.ws.rs.WebApplicationException with a {@link Problem}: 422 {@code key_used} for another request, 409
     *     {@code in_progress} while the first one is still being worked on
     */
    static Response answer(
            KeycloakSession session,
            String accountId,
            @Nullable String key,
            String route,
            Object body,
            Supplier<Response> work) {
        if (key == null) {
            return work.get();
        }
        if (!KEY.matcher(key).matches()) {
            throw Problem.invalid(session, List.of(FieldError.of(session, "Idempotency-Key", "characters")));
        }
        return new Once(session, accountId, key, route + "\n" + json(body)).answer(work);
    }

    private Response answer(Supplier<Response> work) {
        Optional<Tuple> before = found();
        if (before.isPresent()) {
            return repeated(before.get());
        }
        begin();
        Response response = work.get();
        em.createNativeQuery("update PORTAL_ONCE set STATUS = :status, LOCATION = :location"
                        + " where ACCOUNT_ID = :account and KEY_HASH = :key")
                .setParameter("status", response.getStatus())
                .setParameter(
                        "location",
                        Optional.ofNullable(response.getLocation())
                                .map(URI::toString)
                                .orElse(""))
                .setParameter("account", accountId)
                .setParameter("key", keyHash)
                .executeUpdate();
        return response;
    }

    @SuppressWarnings("unchecked")
    private Optional<Tuple> found() {
        List<Tuple> rows = em.createNativeQuery(
                        "select REQUEST_HASH as REQUEST, STATUS as STATUS, LOCATION as LOCATION from PORTAL_ONCE"
                                + " where ACCOUNT_ID = :account and KEY_HASH = :key and EXPIRES_AT > :now",
                        Tuple.class)
                .setParameter("account", accountId)
                .setParameter("key", keyHash)
                .setParameter("now", Time.currentTimeMillis())
                .getResultList();
        return rows.stream().findAny();
    }

    private Response repeated(Tuple row) {
        if (!row.get("REQUEST", String.class).equals(requestHash)) {
            throw Problem.of(session, new Unprocessable(), "key_used");
        }
        int status = row.get("STATUS", Number.class).intValue();
        Response.ResponseBuilder answer = Response.status(status);
        if (status != Response.Status.NO_CONTENT.getStatusCode()) {
            // Keycloak's filter of security headers lets no other answer pass without a type
            answer.type(MediaType.APPLICATION_JSON_TYPE);
        }
        Optional.ofNullable(row.get("LOCATION", String.class))
                .filter(location -> !location.isEmpty())
                .ifPresent(location -> answer.location(URI.create(location)));
        return answer.build();
    }

    private void begin() {
        long now = Time.currentTimeMillis();
        tidy(now);
        try {
            em.createNativeQuery(
                            "insert into PORTAL_ONCE (ACCOUNT_ID, KEY_HASH, REALM_ID, REQUEST_HASH, STATUS, EXPIRES_AT)"
                                    + " values (:account, :key, :realm, :request, 0, :expires)")
                    .setParameter("account", accountId)
                    .setParameter("key", keyHash)
                    .setParameter("realm", session.getContext().getRealm().getId())
                    .setParameter("request", requestHash)
                    .setParameter("expires", now + KEPT)
                    .executeUpdate();
        } catch (ModelDuplicateException | PersistenceException e) {
            // the first one was at work until now
            throw Problem.later(session, Response.Status.CONFLICT, "in_progress", 1);
        }
    }

    /**
     * In a transaction of its own: in that of the work, everybody else with a new key would wait until the work is done, and two could
     * even wait crosswise.
     */
    private void tidy(long now) {
        KeycloakModelUtils.runJobInTransaction(
                session.getKeycloakSessionFactory(),
                other -> other.getProvider(JpaConnectionProvider.class)
                        .getEntityManager()
                        .createNativeQuery("delete from PORTAL_ONCE where EXPIRES_AT <= :now")
                        .setParameter("now", now)
                        .executeUpdate());
    }

    /** An account is gone. */
    static void forget(KeycloakSession session, String accountId) {
        delete(session, "ACCOUNT_ID", accountId);
    }

    /** A realm is gone. */
    static void forgetRealm(KeycloakSession session, String realmId) {
        delete(session, "REALM_ID", realmId);
    }

    private static void delete(KeycloakSession session, String column, String id) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createNativeQuery("delete from PORTAL_ONCE where " + column + " = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    private static String json(Object body) {
        try {
            return JsonSerialization.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Unprocessable() implements Response.StatusType {
        @Override
        public int getStatusCode() {
            return UNPROCESSABLE;
        }

        @Override
        public Response.Status.Family getFamily() {
            return Response.Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    }
}
