package io.github.orgportal.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes passwords and key files for servers that live no longer than this Java. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int PASSWORD_BYTES = 18;

    private Secrets() {}

    static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(PASSWORD_BYTES));
    }

    /** Writes a key file for {@code PORTAL_SECRET_KEY_FILE} that only its owner can read, unless one is there. */
    static void writeKeyFile(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, keyLine(), StandardOpenOption.WRITE);
    }

    /** A fresh key in the form of a key file. */
    static String keyLine() {
        return "k1:" + Base64.getEncoder().encodeToString(bytes(KEY_BYTES)) + "\n";
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
