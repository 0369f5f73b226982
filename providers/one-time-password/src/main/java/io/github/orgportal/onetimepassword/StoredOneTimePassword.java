package io.github.orgportal.onetimepassword;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.orgportal.onetimepassword.OneTimePasswordState.Kind;
import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.SecretBoxException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.util.JsonSerialization;

/**
 * A one-time password as it lies in Keycloak's table of credentials: its terms for everybody to read, its value sealed. The seal
 * covers the account and the terms: neither can the value be given to another account, nor its time be extended.
 *
 * @param value what the person types
 * @param terms until when, and beside which personal password
 */
record StoredOneTimePassword(String value, Terms terms) {
    /**
     * What the admin console shows of it.
     *
     * @param validUntil ISO 8601, UTC
     * @param personalPassword when the personal password was chosen that the account had at that time (milliseconds); null if
     *     it had none
     */
    record Terms(String validUntil, @Nullable Long personalPassword) {
        static Terms of(Instant validUntil, Optional<Long> personalPassword) {
            return new Terms(validUntil.truncatedTo(ChronoUnit.SECONDS).toString(), personalPassword.orElse(null));
        }

        Instant end() {
            return Instant.parse(validUntil);
        }

        /**
         * What can be done with it.
         *
         * @param now the time
         * @param personal when the account's personal password was chosen, if it has one. Is it another one than at that time,
         *     this one is used up. To compare for equality, and not for which is older, needs no two nodes to have the same
         *     time.
         */
        OneTimePasswordState state(Instant now, Optional<Long> personal) {
            if (personal.isPresent() && !personal.get().equals(personalPassword)) {
                return OneTimePasswordState.NONE;
            }
            return new OneTimePasswordState(now.isBefore(end()) ? Kind.VALID : Kind.EXPIRED, Optional.of(end()));
        }
    }

    /** JSON, as Keycloak expects it of each credential's secret. */
    private record Secret(@Nullable String sealed) {}

    /** As a credential of the account, to be stored. */
    CredentialModel seal(SecretBox box, String realmId, String userId, Instant now) {
        String readable = json(terms);
        CredentialModel credential = new CredentialModel();
        credential.setType(OneTimePasswordProviderFactory.PROVIDER_ID);
        credential.setCreatedDate(now.toEpochMilli());
        // The list of credentials in the admin console shows nothing else at first sight.
        credential.setUserLabel("→ " + terms.validUntil());
        credential.setCredentialData(readable);
        credential.setSecretData(json(new Secret(box.seal(purpose(realmId, userId, readable), value.getBytes(UTF_8)))));
        return credential;
    }

    /** Gives back what {@link #seal} stored; empty if the key is not there any more or the row was altered or copied. */
    static Optional<StoredOneTimePassword> open(
            CredentialModel credential, SecretBox box, String realmId, String userId) {
        try {
            String readable = text(credential.getCredentialData());
            Terms terms = JsonSerialization.readValue(readable, Terms.class);
            Secret secret = JsonSerialization.readValue(text(credential.getSecretData()), Secret.class);
            byte[] value = box.open(purpose(realmId, userId, readable), text(secret.sealed()));
            return Optional.of(new StoredOneTimePassword(new String(value, UTF_8), terms));
        } catch (SecretBoxException | IOException e) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable String stored) {
        return stored == null ? "{}" : stored;
    }

    private static String purpose(String realmId, String userId, String terms) {
        return String.join("\n", OneTimePasswordProviderFactory.PROVIDER_ID, realmId, userId, terms);
    }

    private static String json(Object content) {
        try {
            return JsonSerialization.writeValueAsString(content);
        } catch (IOException e) {
            throw new IllegalStateException("A one-time password has no JSON form", e);
        }
    }

    /** Without the value: it belongs into no log. */
    @Override
    public String toString() {
        return "StoredOneTimePassword[%s]".formatted(terms);
    }
}
