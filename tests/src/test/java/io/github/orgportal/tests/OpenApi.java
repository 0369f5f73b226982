package io.github.orgportal.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code docs/openapi.yaml} says. */
final class OpenApi {
    private OpenApi() {}

    /**
     * A route.
     *
     * @param path below the portal's API
     * @param described what is said about it
     */
    record Route(String method, String path, JsonNode described) {
        String operation() {
            return described.path("operationId").asText();
        }

        boolean hasBody() {
            return described.has("requestBody");
        }

        /** As what its body is sent. */
        String contentType() {
            return hasBody()
                    ? described.path("requestBody").path("content").fieldNames().next()
                    : "application/json";
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static JsonNode document() {
        try {
            return new YAMLMapper()
                    .readTree(Path.of("..", "docs", "openapi.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (method.getValue().has("operationId")) {
                        routes.add(new Route(
                                method.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), method.getValue()));
                    }
                }));
        return routes;
    }
}
