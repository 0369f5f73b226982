package io.github.orgportal.onetimepassword.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.keycloak.models.PasswordPolicy;

/**
 * Argon2id (RFC 9106), as costly as Keycloak's own hash of passwords.
 *
 * @param salt in Base64
 * @param iterations passes over the memory
 * @param memory in KiB
 */
public record SlowHash(String salt, int iterations, int memory) {
    private static final String ARGON2 = "argon2";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 16;

    /** Keycloak's own defaults for Argon2. */
    private static final int ITERATIONS = 5;

    private static final int MEMORY_KB = 7168;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** With a salt of its own. */
    public static SlowHash of(PasswordPolicy policy) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new SlowHash(Base64.getEncoder().encodeToString(salt), iterations(policy), MEMORY_KB);
    }

    /** The realm's own number, where that is one of Argon2. */
    private static int iterations(PasswordPolicy policy) {
        String algorithm = policy.getHashAlgorithm();
        boolean argon2 = algorithm == null || algorithm.startsWith(ARGON2);
        return argon2 && policy.getHashIterations() > 0 ? policy.getHashIterations() : ITERATIONS;
    }

    /** Of a text, in Base64. */
    public String of(String text) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(Base64.getDecoder().decode(salt))
                .withIterations(iterations)
                .withMemoryAsKB(memory)
                .withParallelism(1)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(text.getBytes(UTF_8), hash);
        return Base64.getEncoder().encodeToString(hash);
    }
}
