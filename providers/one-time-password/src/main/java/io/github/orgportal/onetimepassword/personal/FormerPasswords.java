package io.github.orgportal.onetimepassword.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
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

    private static final String ARGON2 = "argon2";
    private static final int SALT_BYTES = 16;
    private static final int FINGERPRINT_BYTES = 16;

    /** Keycloak's own defaults for Argon2. */
    private static final int ITERATIONS = 5;

    private static final int MEMORY_KB = 7168;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Cost cost;
    private final List<String> fingerprints;
    private final Optional<CredentialModel> stored;

    private FormerPasswords(Cost cost, List<String> fingerprints, Optional<CredentialModel> stored) {
        this.cost = cost;
        this.fingerprints = List.copyOf(fingerprints);
        this.stored = stored;
    }

    /** What each fingerprint of an account is made with: readable, and the same for all of them. */
    record Cost(String salt, int iterations, int memory) {
        static Cost of(PasswordPolicy policy) {
            byte[] salt = new byte[SALT_BYTES];
            RANDOM.nextBytes(salt);
            return new Cost(Base64.getEncoder().encodeToString(salt), iterations(policy), MEMORY_KB);
        }

        /** The realm's own number, where that is one of Argon2. */
        private static int iterations(PasswordPolicy policy) {
            String algorithm = policy.getHashAlgorithm();
            boolean argon2 = algorithm == null || algorithm.startsWith(ARGON2);
            return argon2 && policy.getHashIterations() > 0 ? policy.getHashIterations() : ITERATIONS;
        }
    }

    /** JSON, as Keycloak expects it of each credential's secret. */
    private record Secret(@Nullable List<String> fingerprints) {}

    /** Those of an account; none yet if nothing was remembered. */
    static FormerPasswords of(UserModel user, PasswordPolicy policy) {
        Optional<CredentialModel> stored =
                user.credentialManager().getStoredCredentialsByTypeStream(TYPE).findFirst();
        return stored.map(FormerPasswords::read)
                .orElseGet(() -> new FormerPasswords(Cost.of(policy), List.of(), Optional.empty()));
    }

    private static FormerPasswords read(CredentialModel stored) {
        try {
            Secret secret = JsonSerialization.readValue(stored.getSecretData(), Secret.class);
            return new FormerPasswords(
                    JsonSerialization.readValue(stored.getCredentialData(), Cost.class),
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
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(Base64.getDecoder().decode(cost.salt()))
                .withIterations(cost.iterations())
                .withMemoryAsKB(cost.memory())
                .withParallelism(1)
                .build());
        byte[] fingerprint = new byte[FINGERPRINT_BYTES];
        generator.generateBytes(password.getBytes(UTF_8), fingerprint);
        return Base64.getEncoder().encodeToString(fingerprint);
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
        credential.setCredentialData(json(cost));
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
