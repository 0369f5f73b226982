package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.KeycloakServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** People who log in, several at a time, over connections that are kept. No two of them at once use the same account. */
final class Crowd implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final ExecutorService threads;
    private final URI url;
    private final MailSink sink;
    private final Map<Realms, AtomicInteger> logins = new ConcurrentHashMap<>();

    Crowd(KeycloakServer server, MailSink sink, int threads) {
        this.url = server.url();
        this.sink = sink;
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /** Complete logins, page to code. */
    void logIn(Realms realm, int count) {
        all(count, () -> {
            int account = nextAccount(realm);
            Login login = new Login(http, url, realm);
            login.open();
            switch (realm.secondFactor()) {
                case NONE -> login.password(account);
                case APP -> {
                    login.password(account);
                    login.appCode(AppCode.now());
                }
                case TAN -> {
                    CompletableFuture<String> tan = sink.tan(realm.address(account));
                    login.password(account);
                    login.tan(tan.get(30, TimeUnit.SECONDS));
                }
            }
            return Duration.ZERO;
        });
    }

    /** Logins that end with the answer to the password; returns how long each waited for it, in milliseconds. */
    List<Double> sendPasswords(Realms realm, int count) {
        return all(count, () -> sendPassword(realm)).stream().map(Crowd::millis).toList();
    }

    /** One login up to the answer to the password, in the calling thread. */
    Duration sendPassword(Realms realm) {
        int account = nextAccount(realm);
        Login login = new Login(http, url, realm);
        login.open();
        return login.password(account);
    }

    static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private int nextAccount(Realms realm) {
        return logins.computeIfAbsent(realm, first -> new AtomicInteger()).getAndIncrement() % Realms.ACCOUNTS;
    }

    private List<Duration> all(int count, Callable<Duration> task) {
        List<Future<Duration>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(threads.submit(task));
        }
        List<Duration> times = new ArrayList<>();
        try {
            for (Future<Duration> each : running) {
                times.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A login failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return times;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
