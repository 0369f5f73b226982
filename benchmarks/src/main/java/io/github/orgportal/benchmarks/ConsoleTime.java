package io.github.orgportal.benchmarks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import io.github.orgportal.tests.browser.Chromium;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long somebody who is logged in waits for a page of the account console, in a real browser: for the list of an organization of 10,000
 * accounts, for the own data, and for the own data in Keycloak's own console of another realm of the same server. In turns, each cold (a
 * browser that has seen nothing yet) and warm (once more in the same one).
 */
final class ConsoleTime {
    private static final int WARM_UP = 3;

    private final Settings settings;
    private final Report report;

    ConsoleTime(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    /**
     * A page to open.
     *
     * @param what it is
     * @param address where it is
     * @param filled a script that tells whether it shows what it is opened for
     */
    private record View(String what, String address, String filled) {}

    /** Milliseconds until it was filled, and the bytes of scripts and styles that came for it over the wire. */
    private record Seen(double cold, double warm, double scripts, double styles) {}

    void run(PostgresServer postgres) {
        report.heading("Account console, %,d accounts, %d times each".formatted(Population.MANY, settings.views()));
        Database database = postgres.createDatabase();
        try (KeycloakServer server = KeycloakServer.builder()
                        .database(database)
                        .provider(Settings.DOMAIN)
                        .realms(ApiRealm.writeWithStock())
                        .start();
                Chromium chromium = Chromium.start()) {
            String many = ApiRealm.organization(server, "many");
            String few = ApiRealm.organization(server, "few");
            Population.write(database, many, few, Population.MANY + Population.FEW, report);
            String own = "document.querySelector('[name=firstName]')?.value === 'Kim'";
            measure(
                    chromium.browser(),
                    List.of(
                            new View("Keycloak's console, personal info", console(server, ApiRealm.STOCK), own),
                            new View("portal's console, personal info", console(server, ApiRealm.NAME), own),
                            new View(
                                    "portal's console, accounts",
                                    console(server, ApiRealm.NAME) + "org/" + many + "/accounts",
                                    "document.querySelectorAll('tbody tr').length === 20")));
        }
    }

    private static String console(KeycloakServer server, String realm) {
        return server.url() + "/realms/" + realm + "/account/";
    }

    private void measure(Browser browser, List<View> views) {
        Map<View, String> sessions = new LinkedHashMap<>();
        Map<View, List<Seen>> seen = new LinkedHashMap<>();
        views.forEach(view -> sessions.put(view, logIn(browser, view)));
        for (int round = -WARM_UP; round < settings.views(); round++) {
            for (View view : views) {
                Seen found = look(browser, view, sessions.getOrDefault(view, ""));
                if (round >= 0) {
                    seen.computeIfAbsent(view, key -> new ArrayList<>()).add(found);
                }
            }
        }
        Seen stock = medians(seen.values().iterator().next());
        seen.forEach((view, found) -> {
            Seen median = medians(found);
            report.line(
                    "%-40s cold %5.0f ms, warm %5.0f ms; gzip JS %5.1f kB (%+.1f), CSS %5.1f kB (%+.1f) (load %.1f)",
                    view.what(),
                    median.cold(),
                    median.warm(),
                    median.scripts() / 1000,
                    (median.scripts() - stock.scripts()) / 1000,
                    median.styles() / 1000,
                    (median.styles() - stock.styles()) / 1000,
                    Report.load());
        });
    }

    private static Seen medians(List<Seen> seen) {
        return new Seen(
                median(seen, Seen::cold),
                median(seen, Seen::warm),
                median(seen, Seen::scripts),
                median(seen, Seen::styles));
    }

    private static double median(List<Seen> seen, ToDoubleFunction<Seen> figure) {
        return Series.of(seen.stream().mapToDouble(figure).boxed().toList()).median();
    }

    /** Answers the cookies of the session. */
    private static String logIn(Browser browser, View view) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(view.address());
            // where there are organizations, Keycloak asks for the name first
            page.locator("#username").fill(ApiRealm.ADMINISTRATOR);
            page.locator("#kc-login").click();
            page.locator("#password").fill(Realms.PASSWORD);
            page.locator("#kc-login").click();
            page.waitForFunction(view.filled());
            return context.storageState();
        }
    }

    private static Seen look(Browser browser, View view, String session) {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setStorageState(session))) {
            Page page = context.newPage();
            double cold = open(page, view);
            double scripts = bytes(page, ".js");
            double styles = bytes(page, ".css");
            page.close();
            return new Seen(cold, open(context.newPage(), view), scripts, styles);
        }
    }

    /** From asking for the page, over Keycloak's look at the session, until it is filled. */
    private static double open(Page page, View view) {
        long begin = System.nanoTime();
        page.navigate(view.address(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        page.waitForFunction(view.filled());
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double bytes(Page page, String ending) {
        return ((Number) page.evaluate("""
                        ending => performance.getEntriesByType("resource")
                            .filter(resource => new URL(resource.name).pathname.endsWith(ending))
                            .reduce((sum, resource) => sum + resource.encodedBodySize, 0)
                        """, ending)).doubleValue();
    }
}
