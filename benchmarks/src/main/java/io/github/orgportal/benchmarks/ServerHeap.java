package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** How much of its heap a server uses, in megabytes (10^6 bytes), and how many of its database connections. */
final class ServerHeap {
    private static final double MEGABYTE = 1e6;

    private final KeycloakServer server;

    ServerHeap(KeycloakServer server) {
        this.server = server;
    }

    double inUse() {
        return metric("jvm_memory_used_bytes{area=\"heap\"") / MEGABYTE;
    }

    double connections() {
        return metric("agroal_active_count");
    }

    private double metric(String name) {
        return Http.text(HttpRequest.newBuilder(URI.create(server.managementUrl() + "/metrics")))
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    double afterCollection() {
        collect(server.process().orElseThrow().pid());
        return inUse();
    }

    private static void collect(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("jcmd cannot collect the server's garbage");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("There is no jcmd; run this with a JDK", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
