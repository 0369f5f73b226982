package io.github.orgportal.onetimepassword;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.orgportal.onetimepassword.OneTimePasswordState.Kind;
import io.github.orgportal.onetimepassword.personal.SlowHash;
import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.SecretBoxException;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.util.JsonSerialization;

/**
 * A one-time password as it lies in Keycloak's table of credentials: its terms for everybody to read, its value sealed. The seal
 * covers the account and the terms: neither can the value be given to another account, nor its time be extended. Once it was printed,
 * a slow hash of the value lies under the seal in its place: it can be held against an entry, and shown to nobody any more.
 *
 * @param value what the person types; or its hash, which {@link #isHidden} tells
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

    /** What begins a hash, and no value: those are of letters and digits. */
    private static final String HIDDEN = "#";

    private static final String SEPARATOR = ":";

    /** JSON, as Keycloak expects it of each credential's secret. */
    private record Secret(@Nullable String sealed) {}

    /** Whether nobody can see the value any more. */
    boolean isHidden() {
        return value.startsWith(HIDDEN);
    }

    /** The same, with a hash in place of the value. */
    StoredOneTimePassword hide(SlowHash hash) {
        return new StoredOneTimePassword(
                HIDDEN
                        + String.join(
                                SEPARATOR,
                                hash.salt(),
                                Integer.toString(hash.iterations()),
                                Integer.toString(hash.memory()),
                                hash.of(value)),
                terms);
    }

    /** Whether this is what a person typed. */
    boolean isValueOf(String typed) {
        if (!isHidden()) {
            return isEqual(value, typed);
        }
        List<String> parts = List.of(value.substring(HIDDEN.length()).split(SEPARATOR, -1));
        SlowHash hash = new SlowHash(parts.get(0), Integer.parseInt(parts.get(1)), Integer.parseInt(parts.get(2)));
        return isEqual(parts.get(3), hash.of(typed));
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    /** As a credential of the account, to be stored. */
    CredentialModel seal(SecretBox box, String realmId, String userId, Instant now) {
        String readable = json(terms);
        CredentialModel credential = new CredentialModel();
        credential.setType(OneTimePasswordProviderFactory.PROVIDER_ID);
        credential.setCreatedDate(now.toEpochMilli());
        // The list of credentials in the admin console shows nothing else at first sight.
        credential.setUserLabel("→ " + terms.validUntil());
        credential.setCredentialData(readable);
        sealInto(credential, box, realmId, userId);
        return credential;
    }

    /** In place of the value that the credential has. Its terms stay as they are. */
    void sealInto(CredentialModel credential, SecretBox box, String realmId, String userId) {
        String purpose = purpose(realmId, userId, text(credential.getCredentialData()));
        credential.setSecretData(json(new Secret(box.seal(purpose, value.getBytes(UTF_8)))));
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
