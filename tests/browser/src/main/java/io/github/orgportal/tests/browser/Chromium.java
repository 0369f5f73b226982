package io.github.orgportal.tests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CLI;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Chromium. It brings itself where it can: an installed one, else the distribution's package, else Playwright's own download. Playwright
 * speaks with it over the thread that started it.
 */
public final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<Path> USUAL_PLACES = List.of(
            Path.of("/usr/bin"),
            Path.of("/usr/local/bin"),
            Path.of("/snap/bin"),
            Path.of("/opt/google/chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS"),
            Path.of("/Applications/Chromium.app/Contents/MacOS"));
    private static final Path LOG = Path.of("target", "chromium.log");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts one.
     *
     * @throws IllegalStateException if there is none, and none can be brought
     */
    public static Chromium start() {
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                // Playwright adds --no-sandbox if this is false; Chromium refuses to run as root with a sandbox.
                .setChromiumSandbox(!ROOT)
                .setTimeout(120_000)
                .setArgs(List.of(
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
        // What Playwright runs is either on this machine already or was fetched by download() below.
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        installed().or(Chromium::fromTheDistribution).ifPresentOrElse(options::setExecutablePath, Chromium::download);
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    /** Where windows are opened. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> installed() {
        Stream<Path> onPath = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
        return Stream.concat(onPath, USUAL_PLACES.stream())
                .flatMap(folder -> Stream.concat(NAMES.stream(), Stream.of("chrome", "Google Chrome", "Chromium"))
                        .map(folder::resolve))
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Debian and its relatives, if this is root or may become root without being asked. */
    private static Optional<Path> fromTheDistribution() {
        List<String> asRoot = ROOT ? List.of() : List.of("sudo", "-n");
        boolean done = run(asRoot, "apt-get", "update") && run(asRoot, "apt-get", "install", "-y", "chromium");
        return done ? installed() : Optional.empty();
    }

    private static void download() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        boolean done = run(
                List.of(),
                java,
                "-cp",
                System.getProperty("java.class.path"),
                CLI.class.getName(),
                "install",
                "--only-shell",
                "chromium");
        if (!done) {
            throw new IllegalStateException(
                    "Chromium is needed, and could neither be found, nor installed, nor downloaded (see %s)."
                                    .formatted(LOG.toAbsolutePath())
                            + " Please install it, for example with: sudo apt-get install chromium");
        }
    }

    private static boolean run(List<String> prefix, String... command) {
        ProcessBuilder process = new ProcessBuilder(
                Stream.concat(prefix.stream(), Stream.of(command)).toList());
        process.environment().put("DEBIAN_FRONTEND", "noninteractive");
        process.environment().remove("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD");
        process.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
        try {
            Files.createDirectories(LOG.getParent());
            return process.start().waitFor() == 0;
        } catch (IOException e) {
            note(e);
            return false; // no such command here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void note(IOException e) {
        try {
            Files.writeString(LOG, e + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
