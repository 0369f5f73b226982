package io.github.orgportal.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key file of this installation: one key a line, {@code id:base64 of 32 bytes}, lines with {@code #} are comments.
 *
 * <p>The first key seals, hashes and signs; the others only open what they once sealed and verify what they once signed. All nodes need the same file. Its path stands
 * in the environment variable {@value #ENVIRONMENT_VARIABLE}; without it the server does not start, because a key beside the
 * data it protects would protect nothing.
 */
public final class SecretKeys {
    /** Names the key file. */
    public static final String ENVIRONMENT_VARIABLE = "PORTAL_SECRET_KEY_FILE";

    private static final int KEY_BYTES = 32;
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]+=*)");

    private SecretKeys() {}

    /**
     * Opens the box with the installation's keys.
     *
     * @throws SecretBoxException if the variable is not set, or the file is missing, unreadable or not of the form above; the
     *     message says which and what is expected
     */
    public static SecretBox openBox() {
        String file = System.getenv(ENVIRONMENT_VARIABLE);
        if (file == null || file.isBlank()) {
            throw new SecretBoxException(
                    "%s is not set. It names the key file: one key a line, 'id:base64 of %d random bytes', for example from: echo \"k1:$(openssl rand -base64 %d)\""
                            .formatted(ENVIRONMENT_VARIABLE, KEY_BYTES, KEY_BYTES));
        }
        return openBox(Path.of(file));
    }

    /**
     * As {@link #openBox()}, with the path given.
     *
     * @throws SecretBoxException as there
     */
    public static SecretBox openBox(Path file) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line.strip());
            if (!matcher.matches()) {
                throw new SecretBoxException("%s, line %d: expected 'id:base64', the id of letters, digits, _ and -"
                        .formatted(file, number));
            }
            if (keys.put(matcher.group(1), key(file, number, matcher.group(2))) != null) {
                throw new SecretBoxException(
                        "%s, line %d: the id '%s' stands there twice".formatted(file, number, matcher.group(1)));
            }
        }
        if (keys.isEmpty()) {
            throw new SecretBoxException("%s holds no key".formatted(file));
        }
        return new SecretBox(keys.keySet().iterator().next(), keys);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new SecretBoxException("The key file %s cannot be read".formatted(file), e);
        }
    }

    private static byte[] key(Path file, int number, String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new SecretBoxException("%s, line %d: not base64".formatted(file, number), e);
        }
        if (key.length != KEY_BYTES) {
            throw new SecretBoxException(
                    "%s, line %d: the key has %d bytes instead of %d".formatted(file, number, key.length, KEY_BYTES));
        }
        return key;
    }
}
