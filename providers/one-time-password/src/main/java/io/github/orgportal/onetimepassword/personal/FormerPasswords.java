package io.github.orgportal.onetimepassword.personal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.UserModel;
import org.keycloak.util.JsonSerialization;

/**
 * Every password that an account has had, as fingerprints in one credential of the account: whether a password is among them takes
 * one hash, however many they are. A fingerprint is Argon2id (RFC 9106) as costly as Keycloak's own hash; all of an account have one
 * salt, random and the account's own, which is what makes them comparable. Who steals the table gains no more than from Keycloak's
 * own hash beside it.
 */
final class FormerPasswords {
    /** The type of the credential. It opens nothing: no provider validates it. */
    static final String TYPE = "portal-former-passwords";

    private final SlowHash hash;
    private final List<String> fingerprints;
    private final Optional<CredentialModel> stored;

    private FormerPasswords(SlowHash hash, List<String> fingerprints, Optional<CredentialModel> stored) {
        this.hash = hash;
        this.fingerprints = List.copyOf(fingerprints);
        this.stored = stored;
    }

    /** JSON, as Keycloak expects it of each credential's secret. */
    private record Secret(@Nullable List<String> fingerprints) {}

    /** Those of an account; none yet if nothing was remembered. */
    static FormerPasswords of(UserModel user, PasswordPolicy policy) {
        Optional<CredentialModel> stored =
                user.credentialManager().getStoredCredentialsByTypeStream(TYPE).findFirst();
        return stored.map(FormerPasswords::read)
                .orElseGet(() -> new FormerPasswords(SlowHash.of(policy), List.of(), Optional.empty()));
    }

    private static FormerPasswords read(CredentialModel stored) {
        try {
            Secret secret = JsonSerialization.readValue(stored.getSecretData(), Secret.class);
            return new FormerPasswords(
                    JsonSerialization.readValue(stored.getCredentialData(), SlowHash.class),
                    Optional.ofNullable(secret.fingerprints()).orElse(List.of()),
                    Optional.of(stored));
        } catch (IOException e) {
            throw new IllegalStateException("The former passwords %s are no JSON".formatted(stored.getId()), e);
        }
    }

    int count() {
        return fingerprints.size();
    }

    boolean has(String fingerprint) {
        return fingerprints.contains(fingerprint);
    }

    String fingerprint(String password) {
        return hash.of(password);
    }

    /** Adds one. Two at the same moment meet in the credential's version: one of the two changes fails. */
    void remember(UserModel user, String fingerprint) {
        if (has(fingerprint)) {
            return;
        }
        List<String> all = new ArrayList<>(fingerprints);
        all.add(fingerprint);
        CredentialModel credential = stored.orElseGet(CredentialModel::new);
        credential.setType(TYPE);
        credential.setCredentialData(json(hash));
        credential.setSecretData(json(new Secret(all)));
        if (stored.isPresent()) {
            user.credentialManager().updateStoredCredential(credential);
        } else {
            credential.setCreatedDate(Time.currentTimeMillis());
            user.credentialManager().createStoredCredential(credential);
        }
    }

    private static String json(Object content) {
        try {
            return JsonSerialization.writeValueAsString(content);
        } catch (IOException e) {
            throw new IllegalStateException("Former passwords have no JSON form", e);
        }
    }
}
