package io.github.orgportal.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A fresh key and certificate for {@code localhost}, made by the JDK's keytool: the one of every mail server with TLS. */
final class TlsCertificate {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();
    private static final TlsCertificate FRESH = make();

    private final Path store;
    private final Path pem;

    private TlsCertificate(Path store, Path pem) {
        this.store = store;
        this.pem = pem;
    }

    /** The encrypted side of a connection that somebody has made, after the handshake. */
    static SSLSocket accept(Socket client) throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(FRESH.store.toFile(), STORE_PASSWORD), STORE_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            SSLSocket encrypted =
                    (SSLSocket) context.getSocketFactory().createSocket(client, InputStream.nullInputStream(), true);
            encrypted.startHandshake();
            return encrypted;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate as a PEM file, for those who shall trust it. GreenMail uses its key from now on. */
    static Path pem() {
        return FRESH.pem;
    }

    private static TlsCertificate make() {
        try {
            Path folder = Files.createTempDirectory("mail-server-tls");
            Path store = folder.resolve("key.p12");
            Path pem = folder.resolve("certificate.pem");
            List<String> access = List.of(
                    "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", new String(STORE_PASSWORD));
            keytool(
                    access,
                    "-genkeypair",
                    "-alias",
                    "mail",
                    "-keyalg",
                    "EC",
                    "-validity",
                    "2",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost");
            keytool(access, "-exportcert", "-rfc", "-alias", "mail", "-file", pem.toString());
            System.setProperty("greenmail.tls.keystore.file", store.toString());
            System.setProperty("greenmail.tls.keystore.password", new String(STORE_PASSWORD));
            for (Path file : List.of(folder, store, pem)) {
                file.toFile().deleteOnExit();
            }
            return new TlsCertificate(store, pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(List<String> access, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.command().addAll(List.of(arguments));
        command.command().addAll(access);
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + output);
        }
    }
}
