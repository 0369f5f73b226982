package io.github.orgportal.benchmarks;

import io.github.orgportal.benchmarks.ServerCpu.Time;
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
    private static final List<Realms> KINDS = List.of(Realms.STOCK, Realms.APP, Realms.THEMED, Realms.PORTAL);
    private static final int TURN = 20;

    private static final int HASH_WARMS_UP_FASTER = 10;
    /** What a login leaves to do in the background is done after that. */
    private static final Duration SETTLED = Duration.ofMillis(250);

    private final Settings settings;
    private final Report report;
    private final List<Double> portal = new ArrayList<>();
    private final List<Double> portalCompiled = new ArrayList<>();
    private final List<Double> app = new ArrayList<>();
    private final List<Double> appCompiled = new ArrayList<>();
    private final List<Double> themedCompiled = new ArrayList<>();

    LoginCpu(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    @Override
    public void measure(KeycloakServer server, Crowd crowd) {
        ServerCpu cpu = new ServerCpu(server);
        // Everything but the hash can be warmed up without the hash's cost, and shows what the rest of a login costs.
        turns(settings.warmup(), kind -> crowd.logIn(kind.cheap(), TURN));
        describe("a cheap hash", measured(cpu, kind -> crowd.logIn(kind.cheap(), TURN)));
        turns(settings.warmup() / HASH_WARMS_UP_FASTER, kind -> crowd.logIn(kind, TURN));
        Map<Realms, Time> perLogin = measured(cpu, kind -> crowd.logIn(kind, TURN));
        describe("the default hash", perLogin);
        Time stock = of(perLogin, Realms.STOCK);
        portal.add(of(perLogin, Realms.PORTAL).all() / stock.all());
        portalCompiled.add(of(perLogin, Realms.PORTAL).withoutCompiler() / stock.withoutCompiler());
        app.add(of(perLogin, Realms.APP).all() / stock.all());
        appCompiled.add(of(perLogin, Realms.APP).withoutCompiler() / stock.withoutCompiler());
        themedCompiled.add(of(perLogin, Realms.THEMED).withoutCompiler() / stock.withoutCompiler());
    }

    private static void turns(int logins, Consumer<Realms> turn) {
        for (int done = 0; done < logins; done += TURN) {
            KINDS.forEach(turn);
        }
    }

    private Map<Realms, Time> measured(ServerCpu cpu, Consumer<Realms> work) {
        Map<Realms, Time> used = new EnumMap<>(Realms.class);
        int turns = Math.max(1, settings.logins() / TURN);
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < KINDS.size(); i++) {
                Realms kind = KINDS.get((turn + i) % KINDS.size());
                Time perLogin = used(cpu, () -> work.accept(kind)).dividedBy(turns * (double) TURN);
                used.merge(kind, perLogin, Time::plus);
            }
        }
        return used;
    }

    private static Time used(ServerCpu cpu, Runnable work) {
        Pause.of(SETTLED);
        Time before = cpu.used();
        work.run();
        Pause.of(SETTLED);
        return cpu.used().since(before);
    }

    private void describe(String hash, Map<Realms, Time> perLogin) {
        report.line("  CPU per login with %s (load %.1f)", hash, Report.load());
        perLogin.forEach((kind, time) -> report.line(
                "    %-14s %6.1f ms, of these %.1f ms compiling", kind.realm(), time.all(), time.compiler()));
    }

    private static Time of(Map<Realms, Time> perLogin, Realms kind) {
        return perLogin.getOrDefault(kind, Time.NONE);
    }

    @Override
    public void sumUp() {
        report.ratio("CPU of a login, portal with TAN : stock", portal, 1.06);
        report.ratio("  the same without the compilers' share", portalCompiled);
        report.ratio("  stock with an authenticator app : stock, all", app);
        report.ratio("  the same without the compilers' share", appCompiled);
        report.ratio("  stock with the portal's theme : stock, without it", themedCompiled);
    }
}
