package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.KeycloakServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * CPU of a complete login, page to code: the portal's with a TAN beside the stock one, in turns of a few logins on the same server. It is
 * the server process's, everything included that it does for the login later on: the mail, the counters.
 */
final class LoginCpu implements LoginBenchmark {
    private static final List<Realms> KINDS = List.of(Realms.STOCK, Realms.THEMED, Realms.PORTAL);
    private static final int TURN = 20;
    /** What a login leaves to do in the background is done after that. */
    private static final Duration SETTLED = Duration.ofMillis(250);

    private final Settings settings;
    private final Report report;
    private final List<Double> portal = new ArrayList<>();
    private final List<Double> themed = new ArrayList<>();

    LoginCpu(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    @Override
    public void measure(KeycloakServer server, Crowd crowd) {
        for (int done = 0; done < settings.warmup(); done += TURN) {
            KINDS.forEach(kind -> crowd.logIn(kind, TURN));
        }
        Map<Realms, Double> cpu = new EnumMap<>(Realms.class);
        int turns = Math.max(1, settings.logins() / TURN);
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < KINDS.size(); i++) {
                Realms kind = KINDS.get((turn + i) % KINDS.size());
                cpu.merge(kind, cpuOf(server, () -> crowd.logIn(kind, TURN)), Double::sum);
            }
        }
        double logins = turns * (double) TURN;
        double stockCpu = cpu.getOrDefault(Realms.STOCK, 0.0) / logins;
        double themedCpu = cpu.getOrDefault(Realms.THEMED, 0.0) / logins;
        double portalCpu = cpu.getOrDefault(Realms.PORTAL, 0.0) / logins;
        portal.add(portalCpu / stockCpu);
        themed.add(themedCpu / stockCpu);
        report.line(
                "  CPU per login: stock %.1f ms, stock with the portal's theme %.1f ms, portal with TAN %.1f ms (load %.1f)",
                stockCpu, themedCpu, portalCpu, Report.load());
    }

    @Override
    public void sumUp() {
        report.ratio("CPU of a login, portal with TAN : stock", portal, 1.06);
        report.ratio("CPU of a login, stock with the portal's theme : stock", themed);
    }

    private static double cpuOf(KeycloakServer server, Runnable work) {
        Pause.of(SETTLED);
        Duration before = cpu(server);
        work.run();
        Pause.of(SETTLED);
        return Crowd.millis(cpu(server).minus(before));
    }

    private static Duration cpu(KeycloakServer server) {
        return server.process().orElseThrow().info().totalCpuDuration().orElseThrow();
    }
}
