package io.github.orgportal.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;

/** Requests that must succeed. */
final class Http {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Http() {}

    static String text(HttpRequest.Builder request) {
        return body(request, BodyHandlers.ofString());
    }

    static JsonNode json(HttpRequest.Builder request) {
        try {
            return JSON.readTree(text(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T body(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            HttpResponse<T> response = CLIENT.send(request.build(), handler);
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "Status %d from %s: %s".formatted(response.statusCode(), response.uri(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
