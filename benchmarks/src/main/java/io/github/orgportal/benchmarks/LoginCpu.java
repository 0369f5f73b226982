package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.KeycloakServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * CPU of a complete login, page to code: the portal's with a TAN beside the stock one, in turns of a few logins on the same server. It is
 * the server process's, everything included that it does for the login later on: the mail, the counters.
 */
final class LoginCpu implements LoginBenchmark {
    private static final List<Realms> KINDS = List.of(Realms.STOCK, Realms.THEMED, Realms.PORTAL);
    private static final int TURN = 20;

    private static final int HASH_WARMS_UP_FASTER = 10;
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
        // Everything but the hash can be warmed up without the hash's cost, and shows what the rest of a login costs.
        turns(settings.warmup(), kind -> crowd.logIn(kind.cheap(), TURN));
        describe("with a cheap hash", measured(server, kind -> crowd.logIn(kind.cheap(), TURN)));
        turns(settings.warmup() / HASH_WARMS_UP_FASTER, kind -> crowd.logIn(kind, TURN));
        Map<Realms, Double> cpu = measured(server, kind -> crowd.logIn(kind, TURN));
        describe("with the default hash", cpu);
        portal.add(of(cpu, Realms.PORTAL) / of(cpu, Realms.STOCK));
        themed.add(of(cpu, Realms.THEMED) / of(cpu, Realms.STOCK));
    }

    private static void turns(int logins, Consumer<Realms> turn) {
        for (int done = 0; done < logins; done += TURN) {
            KINDS.forEach(turn);
        }
    }

    /** Returns milliseconds of CPU per login. */
    private Map<Realms, Double> measured(KeycloakServer server, Consumer<Realms> work) {
        Map<Realms, Double> cpu = new EnumMap<>(Realms.class);
        int turns = Math.max(1, settings.logins() / TURN);
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < KINDS.size(); i++) {
                Realms kind = KINDS.get((turn + i) % KINDS.size());
                double perLogin = cpuOf(server, () -> work.accept(kind)) / turns / TURN;
                cpu.merge(kind, perLogin, Double::sum);
            }
        }
        return cpu;
    }

    private void describe(String hash, Map<Realms, Double> cpu) {
        report.line(
                "  CPU per login %s: stock %.1f ms, stock with the portal's theme %.1f ms, portal with TAN %.1f ms (load %.1f)",
                hash, of(cpu, Realms.STOCK), of(cpu, Realms.THEMED), of(cpu, Realms.PORTAL), Report.load());
    }

    private static double of(Map<Realms, Double> cpu, Realms kind) {
        return cpu.getOrDefault(kind, Double.NaN);
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
