package io.github.orgportal.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.orgportal.launcher.KeycloakServer;
import io.github.orgportal.launcher.PostgresServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The largest batch of letters that one PDF takes, and single forms, from a server with 512 MB, as the operator's staff get them. */
final class LettersLoad {
    private static final int LETTERS = 1_000;
    private static final int IN_EACH = 10;
    private static final int BATCHES = 5;
    private static final int PER_PAGE = 100;
    private static final int WARM_UP = 100;
    private static final int FORMS = 200;
    private static final double MOST_MILLIS = 300;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Report report;
    private final MailSink sink;

    LettersLoad(Report report, MailSink sink) {
        this.report = report;
        this.sink = sink;
    }

    void run(PostgresServer postgres) {
        report.heading("%,d letters as one PDF, and forms, -Xmx512m".formatted(LETTERS));
        try (KeycloakServer server = KeycloakServer.builder()
                .database(postgres.createDatabase())
                .provider(Settings.DOMAIN)
                .realms(ApiRealm.write())
                .env("PORTAL_SMTP_HOST", "127.0.0.1")
                .env("PORTAL_SMTP_PORT", Integer.toString(sink.port()))
                .jvmFlag("-Xmx512m")
                .start()) {
            Realm realm = new Realm(server);
            ServerHeap heap = new ServerHeap(server);
            List<String> letters = realm.letters();
            for (int batch = 1; batch <= BATCHES; batch++) {
                time(realm, heap, letters, batch);
            }
            weigh(realm, heap, letters);
            forms(realm, realm.application());
        }
    }

    private void time(Realm realm, ServerHeap server, List<String> letters, int batch) {
        List<Double> connections = new ArrayList<>();
        long begin = System.nanoTime();
        int bytes = realm.pdf(letters, () -> connections.add(server.connections()));
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.line(
                "  batch %d: %.1f s, %.0f pages/s, %,d KB; database connections in use: median %.0f, at most %.0f, in %d looks (load %.1f)",
                batch,
                seconds,
                LETTERS / seconds,
                bytes / 1024,
                Series.of(connections).median(),
                Series.of(connections).max(),
                connections.size(),
                Report.load());
    }

    /** Apart from the time: each look collects the garbage. */
    private void weigh(Realm realm, ServerHeap server, List<String> letters) {
        double before = server.afterCollection();
        List<Double> heap = new ArrayList<>();
        realm.pdf(letters, () -> heap.add(server.afterCollection()));
        report.line(
                "  heap in use after a collection: before %.0f MB, at most %.0f MB while one more is made, in %d looks",
                before, Series.of(heap).max(), heap.size());
    }

    private void forms(Realm realm, String application) {
        String token = realm.token();
        for (int form = 0; form < WARM_UP; form++) {
            realm.form(application, token);
        }
        List<Double> millis = new ArrayList<>();
        for (int form = 0; form < FORMS; form++) {
            long begin = System.nanoTime();
            realm.form(application, token);
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        Series series = Series.of(millis);
        report.line(
                "  one form, warm: median %.0f ms, 95 %% within %.0f ms, target <= 300: %s (load %.1f)",
                series.median(),
                series.percentile(95),
                series.percentile(95) <= MOST_MILLIS ? "met" : "MISSED",
                Report.load());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The realm of one server, as its operator's staff see it. */
    private record Realm(KeycloakServer server) {
        String token() {
            return ApiRealm.operatorToken(server);
        }

        /** Lets administrators wait for a one-time password, and answers the ids of their letters. */
        List<String> letters() {
            for (int organization = 0; organization < LETTERS / IN_EACH; organization++) {
                String id = ApiRealm.organization(server, "L-" + organization);
                for (int person = 0; person < IN_EACH; person++) {
                    String address = "p%d-%d@firma.example".formatted(organization, person);
                    String account = post(
                                    "/test-domain/accounts",
                                    Map.of("email", address, "organization", id, "role", "administrator"))
                            .path("id")
                            .asText();
                    Http.text(request("/test-passwords/%s/replace".formatted(account))
                            .POST(BodyPublishers.ofString("{}")));
                }
            }
            List<String> ids = new ArrayList<>();
            String token = token();
            String after = "";
            do {
                JsonNode page =
                        Http.json(authorized("/portal/letters?max=%d&after=%s".formatted(PER_PAGE, after), token));
                page.path("items").forEach(letter -> ids.add(letter.path("id").asText()));
                after = page.path("next").asText("");
            } while (!after.isEmpty());
            if (ids.size() != LETTERS) {
                throw new IllegalStateException("There are %d letters".formatted(ids.size()));
            }
            return ids;
        }

        /** Makes one PDF of letters, does something else again and again meanwhile, and answers its size in bytes. */
        int pdf(List<String> letters, Runnable meanwhile) {
            HttpRequest.Builder request = authorized("/portal/letters/pdf", token())
                    .POST(BodyPublishers.ofString(json(Map.of("letters", letters))));
            CompletableFuture<byte[]> pdf =
                    CompletableFuture.supplyAsync(() -> Http.body(request, BodyHandlers.ofByteArray()));
            do {
                meanwhile.run();
                Pause.of(BETWEEN_LOOKS);
            } while (!pdf.isDone());
            return pdf.join().length;
        }

        /** Somebody applies for an account and confirms the address; answers the id of the application. */
        String application() {
            ApiRealm.organization(server, "A-1");
            String id = post(
                            "/test-domain/applications", Map.of("memberNumber", "A-1", "email", "antrag@firma.example"))
                    .path("id")
                    .asText();
            Http.text(request("/test-domain/applications/%s/confirm".formatted(id))
                    .POST(BodyPublishers.ofString("{}")));
            return id;
        }

        void form(String application, String token) {
            Http.body(
                    authorized("/portal/applications/%s/form.pdf".formatted(application), token),
                    BodyHandlers.ofByteArray());
        }

        private JsonNode post(String path, Map<String, String> values) {
            return Http.json(request(path).POST(BodyPublishers.ofString(json(values))));
        }

        private HttpRequest.Builder authorized(String path, String token) {
            return request(path).header("Authorization", "Bearer " + token);
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(server.url() + "/realms/" + ApiRealm.NAME + path))
                    .header("Content-Type", "application/json");
        }
    }
}
