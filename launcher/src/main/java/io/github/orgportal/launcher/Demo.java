package io.github.orgportal.launcher;

import io.github.orgportal.launcher.DemoSettings.MailServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs the three portals with sample accounts on this machine until it is interrupted: Keycloak on H2, and a mail server whose
 * mails are shown in the terminal and on a page. Starts afresh each time: nothing of the last run is kept.
 *
 * <p>{@link DemoSettings} tells the environment variables.
 */
public final class Demo {
    private static final int MAIL_PAGE_PORT = 8025;
    private static final int APPLICATION_PORT = 8026;

    private final DemoSettings settings;
    private final PrintStream out;
    private final Workspace workspace = Workspace.locate();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final String importSecret = Secrets.password();

    private Demo(DemoSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs it; the exit code is 1 if it cannot start, or if Keycloak ends by itself. */
    public static void main(String[] arguments) {
        try {
            new Demo(DemoSettings.of(System.getenv()), System.out).run();
        } catch (LauncherException e) {
            System.err.println();
            System.err.println("The demo does not run: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.set(true), "demo ends"));
        if (!FreePort.isFree(settings.httpPort())) {
            throw new LauncherException("port %d is in use. Choose another: PORTAL_HTTP_PORT=%d ./mvnw -Pdemo"
                    .formatted(settings.httpPort(), FreePort.find()));
        }
        List<DemoAccount> accounts = readAccounts();
        try (SampleApplication application =
                SampleApplication.start(APPLICATION_PORT, keycloakUrl(), realms(accounts))) {
            prepareFolder(accounts, application.url());
            out.println("Starting Keycloak. The first start builds it and takes a minute or two.");
            serveWithMails(accounts, application);
        }
    }

    private void serveWithMails(List<DemoAccount> accounts, SampleApplication application) {
        if (settings.mailServer().isPresent()) {
            serve(
                    settings.mailServer().get(),
                    accounts,
                    application,
                    "Mails go to the mail server that PORTAL_SMTP_HOST and PORTAL_SMTP_PORT name.");
            return;
        }
        try (MailCatcher catcher = catchMails();
                MailPages pages = MailPages.start(MAIL_PAGE_PORT, catcher::mails)) {
            serve(
                    new MailServer("127.0.0.1", catcher.smtpPort()),
                    accounts,
                    application,
                    "Mails with the TANs: %1$s, or below, or: curl -s %1$slatest.txt".formatted(pages.url()));
        }
    }

    private void serve(
            MailServer mailServer, List<DemoAccount> accounts, SampleApplication application, String whereMailsAre) {
        KeycloakServer server = startServer(mailServer);
        fill(server, accounts);
        describe(server, accounts, application, whereMailsAre);
        out.println("READY " + server.url());
        out.flush();
        awaitEnd(server);
    }

    private void fill(KeycloakServer server, List<DemoAccount> accounts) {
        DemoOrganizations organizations = new DemoOrganizations(server, importSecret);
        try {
            for (String realm : realms(accounts)) {
                organizations.importInto(realm, workspace.demoOrganizations(realm));
            }
            organizations.setPasswords(accounts);
        } catch (IOException e) {
            throw new LauncherException("the demo's organizations cannot be imported", e);
        }
    }

    private List<DemoAccount> readAccounts() {
        try {
            return DemoAccount.read(workspace.demoAccounts());
        } catch (IOException e) {
            throw new LauncherException("the demo's accounts cannot be read", e);
        }
    }

    private void prepareFolder(List<DemoAccount> accounts, URI application) {
        try {
            FileTree.delete(workspace.demo());
            new DemoRealms(accounts, importSecret, application).write(workspace.productionRealms(), realms());
        } catch (IOException e) {
            throw new LauncherException("the demo's files cannot be written", e);
        }
    }

    private static Set<String> realms(List<DemoAccount> accounts) {
        return new LinkedHashSet<>(accounts.stream().map(DemoAccount::realm).toList());
    }

    private URI keycloakUrl() {
        return settings.publicUrl().orElse(URI.create("http://localhost:" + settings.httpPort()));
    }

    private Path realms() {
        return workspace.demo().resolve("realms");
    }

    private MailCatcher catchMails() {
        MailCatcher catcher = MailCatcher.start();
        catcher.announce(mail -> {
            out.println("--- Mail ---");
            out.println(MailPages.asText(mail));
            out.flush();
        });
        return catcher;
    }

    private KeycloakServer startServer(MailServer mailServer) {
        KeycloakBuilder builder = KeycloakServer.builder()
                .quickStart()
                .folder(workspace.demo().resolve("server"))
                .realms(realms())
                .port(settings.httpPort())
                .env("PORTAL_SMTP_HOST", mailServer.host())
                .env("PORTAL_SMTP_PORT", Integer.toString(mailServer.port()));
        settings.publicUrl().ifPresent(builder::publicUrl);
        settings.keyFile().ifPresent(file -> builder.env("PORTAL_SECRET_KEY_FILE", file.toString()));
        return builder.start();
    }

    private void describe(
            KeycloakServer server, List<DemoAccount> accounts, SampleApplication application, String whereMailsAre) {
        URI url = keycloakUrl();
        out.println();
        for (String realm : realms(accounts)) {
            out.printf("%s  %s/realms/%s/account/%n", realm, url, realm);
            accounts.stream()
                    .filter(account -> account.realm().equals(realm))
                    .forEach(account -> out.printf(
                            "    %-24s %-48s %s%n", account.role(), account.loginName(), account.password()));
        }
        out.println();
        out.println(whereMailsAre);
        out.println("A sample application for clerks and data-centre users: " + application.url());
        out.printf("Admin console: %s/admin/  %s / %s%n", url, server.adminUser(), server.adminPassword());
        if (settings.keyFile().isEmpty()) {
            out.println(
                    "Warning: PORTAL_SECRET_KEY_FILE is not set. The demo made a key beside its data; never do that in production.");
        }
        out.println("Every start is a fresh one; Ctrl-C ends it.");
        out.println();
    }

    private void awaitEnd(KeycloakServer server) {
        server.process().ifPresent(process -> process.onExit().join());
        if (!ending.get()) {
            throw new LauncherException(
                    "Keycloak has ended. Its log: " + workspace.demo().resolve("server.log"));
        }
    }
}
