package io.github.orgportal.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The code that an authenticator app shows for the accounts of the benchmark (RFC 6238 with SHA-1, six digits, 30 seconds). */
final class AppCode {
    static final String SECRET = "nur-zum-Messen-123456";
    static final String CREDENTIAL =
            "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}";

    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final String ALGORITHM = "HmacSHA1";

    private AppCode() {}

    static String now() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(SECRET.getBytes(US_ASCII), ALGORITHM));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(Instant.now().getEpochSecond() / PERIOD.toSeconds())
                    .array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
