package io.github.orgportal.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A fresh key and certificate for {@code localhost}, made by the JDK's keytool: the one of every mail server with TLS. */
final class TlsCertificate {
    private static final TlsCertificate FRESH = make();

    private final Path pem;

    private TlsCertificate(Path pem) {
        this.pem = pem;
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
            List<String> access =
                    List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "changeit");
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
            System.setProperty("greenmail.tls.keystore.password", "changeit");
            for (Path file : List.of(folder, store, pem)) {
                file.toFile().deleteOnExit();
            }
            return new TlsCertificate(pem);
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
