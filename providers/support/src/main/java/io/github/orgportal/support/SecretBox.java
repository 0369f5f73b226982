package io.github.orgportal.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets before they reach the database, hashes those that need never be read again, and signs what must not be altered.
 *
 * <p>Sealing is AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits. The purpose that a secret was sealed for is
 * authenticated with it: a sealed value that is copied to another row, user or realm does not open. The key's id stands in
 * front of the sealed value, so that keys can be rotated: the first key of {@link SecretKeys} seals, all of them open.
 *
 * <p>Hashing and signing are HMAC-SHA-256 (RFC 2104) under keys of their own, derived from the same secrets. A hash is made with the
 * first key and worthless after a rotation; a signature names its key, as a sealed value does, and stays good while the file has it.
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
    private final Map<String, SecretKey> signingKeys;
    private final Map<String, SecretKey> hashingKeys;

    SecretBox(String currentKeyId, Map<String, byte[]> secrets) {
        this.currentKeyId = currentKeyId;
        this.sealingKeys = keys(secrets, "seal", "AES");
        this.signingKeys = keys(secrets, "sign", HMAC);
        this.hashingKeys = keys(secrets, "hash", HMAC);
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
        String keyId = keyId(sealed);
        try {
            byte[] all = Base64.getDecoder().decode(sealed.substring(keyId.length() + 1));
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
        return authenticate(key(hashingKeys, currentKeyId), purpose, parts);
    }

    /**
     * Signs texts, each of them and their order bound. The same texts give the same signature, as long as the first key is the same.
     *
     * @param purpose keeps signatures of different uses apart
     * @param parts what is signed
     * @return text of the form {@code keyId:base64}, at most 77 characters
     */
    public String sign(String purpose, String... parts) {
        return sign(currentKeyId, purpose, parts);
    }

    /**
     * Whether {@link #sign} made this signature, for this purpose and these texts, with any of the keys.
     *
     * @throws SecretBoxException if the key is not known, or not any more
     */
    public boolean verify(String signature, String purpose, String... parts) {
        String expected = sign(keyId(signature), purpose, parts);
        return MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private String sign(String keyId, String purpose, String... parts) {
        byte[] signature = authenticate(key(signingKeys, keyId), purpose, parts);
        return keyId + ":" + Base64.getEncoder().encodeToString(signature);
    }

    private String keyId(String text) {
        int colon = text.indexOf(':');
        String keyId = colon < 0 ? "" : text.substring(0, colon);
        key(sealingKeys, keyId);
        return keyId;
    }

    private static SecretKey key(Map<String, SecretKey> keys, String keyId) {
        SecretKey key = keys.get(keyId);
        if (key == null) {
            throw new SecretBoxException("No key with the id '%s' in the key file".formatted(keyId));
        }
        return key;
    }

    private Cipher cipher(int mode, String keyId, String purpose, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(sealingKeys, keyId), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(UTF_8));
        return cipher;
    }

    private static Map<String, SecretKey> keys(Map<String, byte[]> secrets, String use, String algorithm) {
        return secrets.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> new SecretKeySpec(derive(entry.getValue(), use), algorithm)));
    }

    private static byte[] authenticate(SecretKey key, String purpose, String... parts) {
        Mac mac = mac(key);
        update(mac, purpose);
        for (String part : parts) {
            update(mac, part);
        }
        return mac.doFinal();
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
