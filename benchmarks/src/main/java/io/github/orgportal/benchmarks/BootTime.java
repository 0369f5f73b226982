package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.Database;
import io.github.orgportal.launcher.KeycloakBuilder;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.util.ArrayList;
import java.util.List;

/**
 * From the start of the process until it is ready: the bundle beside stock Keycloak, both built before, each on a PostgreSQL
 * database of its own that has its tables.
 */
final class BootTime {
    private final Settings settings;
    private final Report report;

    BootTime(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run(PostgresServer postgres) {
        report.heading("Boot");
        Database forBundle = postgres.createDatabase();
        Database forStock = postgres.createDatabase();
        double first = bundle(forBundle) + stock(forStock);
        report.line("  databases made in %.1f s", first);
        List<Double> ratios = new ArrayList<>();
        for (int start = 0; start < settings.starts(); start++) {
            double bundle;
            double stock;
            if (start % 2 == 0) {
                bundle = bundle(forBundle);
                stock = stock(forStock);
            } else {
                stock = stock(forStock);
                bundle = bundle(forBundle);
            }
            ratios.add(bundle / stock);
            report.line("  bundle %.2f s, stock %.2f s (load %.1f)", bundle, stock, Report.load());
        }
        report.ratio("Boot, bundle : stock", ratios, 1.05);
    }

    private static double bundle(Database database) {
        return seconds(KeycloakServer.builder().database(database).withoutRealms());
    }

    private static double stock(Database database) {
        return seconds(KeycloakServer.builder().stock().database(database).withoutRealms());
    }

    private static double seconds(KeycloakBuilder builder) {
        try (KeycloakServer server = builder.start()) {
            return Crowd.millis(server.startup()) / 1000;
        }
    }
}
