package io.github.orgportal.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a starting Keycloak whether it serves; "started in" in its log comes earlier than that. */
final class Readiness {
    private static final Duration WITHIN = Duration.ofMinutes(4);
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final HttpRequest probe;
    private final long deadline = System.nanoTime() + WITHIN.toNanos();

    Readiness(URI managementUrl) {
        probe = HttpRequest.newBuilder(URI.create(managementUrl + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    boolean isReached() {
        try {
            return client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isOverdue() {
        return System.nanoTime() > deadline;
    }
}
