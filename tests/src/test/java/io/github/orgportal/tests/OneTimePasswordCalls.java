package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The service for one-time passwords of a running server, called as other modules call it. */
record OneTimePasswordCalls(URI server) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Sets one in place of every password. */
    String set(Account account) {
        return ok(call("POST", account, ""));
    }

    /** Sets one beside the personal password. */
    String setBeside(Account account) {
        return ok(call("POST", account, "/beside"));
    }

    /** Empty if there is none. */
    String show(Account account) {
        HttpResponse<String> answer = call("GET", account, "");
        assertTrue(answer.statusCode() == 200 || answer.statusCode() == 204, answer::body);
        return answer.body();
    }

    String state(Account account) {
        return ok(call("GET", account, "/state"));
    }

    /** The whole realm of an account, with its accounts, as Keycloak's export command writes it. */
    String export(String realm) {
        return ok(call("GET", new Account(realm, "export", "", ""), ""));
    }

    private static String ok(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    HttpResponse<String> call(String method, Account account, String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("%s/realms/%s/test-one-time-password/%s%s"
                                    .formatted(server, account.realm(), account.id(), path)))
                            .method(method, BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
