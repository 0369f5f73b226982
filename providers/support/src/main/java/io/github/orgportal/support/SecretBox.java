package io.github.orgportal.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets before they reach the database and hashes those that need never be read again.
 *
 * <p>Sealing is AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits. The purpose that a secret was sealed for is
 * authenticated with it: a sealed value that is copied to another row, user or realm does not open. The key's id stands in
 * front of the sealed value, so that keys can be rotated: the first key of {@link SecretKeys} seals, all of them open.
 *
 * <p>Hashing is HMAC-SHA-256 (RFC 2104) under a key of its own, derived from the same secret.
 *
 * <p>Instances are immutable and may be shared between threads.
 */
public final class SecretBox {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String currentKeyId;
    private final Map<String, SecretKey> sealingKeys;
    private final SecretKey hashingKey;

    SecretBox(String currentKeyId, Map<String, byte[]> secrets, byte[] hashingSecret) {
        this.currentKeyId = currentKeyId;
        this.sealingKeys = secrets.entrySet().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> new SecretKeySpec(derive(entry.getValue(), "seal"), "AES")));
        this.hashingKey = new SecretKeySpec(derive(hashingSecret, "hash"), HMAC);
    }

    /**
     * Encrypts and authenticates a secret.
     *
     * @param purpose what the secret is for, such as {@code "mail:" + realmId}; {@link #open} must name the same
     * @param secret what to hide
     * @return text of the form {@code keyId:base64}
     */
    public String seal(String purpose, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, currentKeyId, purpose, nonce).doFinal(secret);
            byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return currentKeyId + ":" + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available in this Java runtime", e);
        }
    }

    /**
     * Gives back what {@link #seal} hid.
     *
     * @throws SecretBoxException if the key is not known any more, the purpose is another one, or the value was altered
     */
    public byte[] open(String purpose, String sealed) {
        int colon = sealed.indexOf(':');
        String keyId = colon < 0 ? "" : sealed.substring(0, colon);
        if (!sealingKeys.containsKey(keyId)) {
            throw new SecretBoxException("No key with the id '%s' in the key file".formatted(keyId));
        }
        try {
            byte[] all = Base64.getDecoder().decode(sealed.substring(colon + 1));
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, keyId, purpose, nonce)
                    .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SecretBoxException("A sealed value was altered, or sealed for another purpose", e);
        }
    }

    /**
     * Hashes texts under the key, each of them and their order bound (no two lists give the same input).
     *
     * @param purpose keeps hashes of different uses apart
     * @param parts what is hashed
     * @return 32 bytes; compare them with {@link java.security.MessageDigest#isEqual}
     */
    public byte[] hash(String purpose, String... parts) {
        Mac mac = mac(hashingKey);
        update(mac, purpose);
        for (String part : parts) {
            update(mac, part);
        }
        return mac.doFinal();
    }

    private Cipher cipher(int mode, String keyId, String purpose, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealingKeys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(UTF_8));
        return cipher;
    }

    private static byte[] derive(byte[] secret, String use) {
        Mac mac = mac(new SecretKeySpec(secret, HMAC));
        update(mac, "io.github.orgportal");
        update(mac, use);
        return mac.doFinal();
    }

    private static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available in this Java runtime", e);
        }
    }

    private static void update(Mac mac, String part) {
        byte[] bytes = part.getBytes(UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
    }
}
