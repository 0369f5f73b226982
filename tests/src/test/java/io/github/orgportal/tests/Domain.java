package io.github.orgportal.tests;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The domain's services in one realm of a running server, called as the administration calls them. */
final class Domain {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;

    Domain(URI base) {
        this.base = base;
    }

    /** How an account stands. */
    record State(boolean granted, String scope, String cause, List<String> organizations, List<Lock> locks) {
        List<String> activeCauses() {
            return locks.stream()
                    .filter(lock -> lock.liftedAt() == null)
                    .map(Lock::cause)
                    .sorted()
                    .toList();
        }
    }

    /** A lock of an account, its memberships or organizations. */
    record Lock(String id, String scope, String cause, String reason, String lockedBy, Long lockedAt, Long liftedAt) {}

    /** The rights that work, and whether there are more. */
    record Grants(List<UnitRights> units, boolean more) {
        Map<String, List<String>> byNumber() {
            return units.stream().collect(Collectors.toMap(UnitRights::unitNumber, UnitRights::rights));
        }
    }

    /** The rights that work at a unit. */
    record UnitRights(String unitNumber, List<String> rights) {}

    /** A group mailbox. */
    record Mailbox(String type, String notificationAddress, List<String> accountIds) {}

    /** What the domain answered. */
    record Answer(int status, String body) {
        boolean done() {
            return status == 200 || status == 204;
        }
    }

    /** An organization of the test's own; until it has an administrator, its clerks are locked. */
    String organization() {
        return organization(UUID.randomUUID().toString().substring(0, 13));
    }

    /** As {@link #organization()}, with this member number; it is named after it. */
    String organization(String number) {
        Answer answer = send(
                "POST",
                "/organizations",
                Map.of("memberNumber", number, "name", "Betrieb " + number, "kind", "employer"));
        return ((Map<?, ?>) read(answer, Map.class)).get("id").toString();
    }

    Answer member(String organization, Account account, String role) {
        return send("PUT", "/organizations/%s/members/%s/%s".formatted(organization, account.id(), role), Map.of());
    }

    Answer memberBy(Account actor, String organization, Account account, String role) {
        return send(
                "PUT",
                "/organizations/%s/members/%s/%s?actor=%s".formatted(organization, account.id(), role, actor.id()),
                Map.of());
    }

    Answer leave(String organization, Account account) {
        return send("DELETE", "/organizations/%s/members/%s".formatted(organization, account.id()), Map.of());
    }

    Answer lock(Account account, String cause) {
        return send(
                "POST",
                "/accounts/%s/locks".formatted(account.id()),
                Map.of("cause", cause, "reason", "wie besprochen"));
    }

    /** As {@link #lock}, on a server that may not live to answer. */
    void tryToLock(Account account) {
        try {
            lock(account, "OPERATOR");
        } catch (UncheckedIOException e) {
            // it did not
        }
    }

    Answer lockBy(Account actor, Account account) {
        return send(
                "POST",
                "/accounts/%s/locks".formatted(account.id()),
                Map.of("cause", "ADMINISTRATOR", "reason", "wie besprochen", "actor", actor.id()));
    }

    Answer unlock(Account account) {
        return send("DELETE", "/accounts/%s/locks".formatted(account.id()), Map.of());
    }

    Answer unlockBy(Account actor, Account account) {
        return send("DELETE", "/accounts/%s/locks?actor=%s".formatted(account.id(), actor.id()), Map.of());
    }

    Answer lockMember(String organization, Account account) {
        return send(
                "POST",
                "/organizations/%s/members/%s/locks".formatted(organization, account.id()),
                Map.of("cause", "ADMINISTRATOR", "reason", "nur hier"));
    }

    Answer unlockMember(String organization, Account account) {
        return send("DELETE", "/organizations/%s/members/%s/locks".formatted(organization, account.id()), Map.of());
    }

    /** Makes or changes a unit; without an identifier if that is empty. */
    String unit(String organization, String number, String type, String identifier) {
        Map<String, String> unit = identifier.isEmpty()
                ? Map.of("number", number, "name", "Vertrag " + number, "type", type)
                : Map.of("number", number, "name", "Vertrag " + number, "type", type, "identifier", identifier);
        return read(send("PUT", "/organizations/%s/units".formatted(organization), unit), Map.class)
                .get("id")
                .toString();
    }

    Answer restrict(String organization, Set<String> rights) {
        return send("PUT", "/organizations/%s/restrictions".formatted(organization), rights);
    }

    Answer grant(String organization, Account account, Map<String, Set<String>> rights) {
        return send("PUT", "/organizations/%s/members/%s/grants".formatted(organization, account.id()), rights);
    }

    /** What works for an account. */
    Grants grants(String organization, Account account, int most) {
        return read(
                send(
                        "GET",
                        "/organizations/%s/members/%s/grants?most=%d".formatted(organization, account.id(), most),
                        Map.of()),
                Grants.class);
    }

    Answer assign(String organization, Account account, Set<String> mailboxes) {
        return send("PUT", "/organizations/%s/members/%s/mailboxes".formatted(organization, account.id()), mailboxes);
    }

    /** A login name, and the role that goes with it. */
    record Name(String kind, String role, String name) {}

    /** What an account logs in with. */
    List<Name> loginNames(Account account) {
        return List.of(read(send("GET", "/accounts/%s/login-names".formatted(account.id()), Map.of()), Name[].class));
    }

    Answer choose(Account account, String name) {
        return send("PUT", "/accounts/%s/login-name".formatted(account.id()), List.of(name));
    }

    /** Takes user ids; the answer lists them. */
    Answer issue(String organization, String role, int many) {
        return send("POST", "/organizations/%s/ids/%s?many=%d".formatted(organization, role, many), Map.of());
    }

    /** Makes an account as an administrator does, in an organization; it has no password. */
    Answer make(String organization, String role, String email) {
        return send("POST", "/accounts", Map.of("email", email, "organization", organization, "role", role));
    }

    Answer notifyAt(String organization, String mailbox, List<String> address) {
        return send("PUT", "/organizations/%s/mailboxes/%s".formatted(organization, mailbox), address);
    }

    List<Mailbox> mailboxes(String organization) {
        return List.of(
                read(send("GET", "/organizations/%s/mailboxes".formatted(organization), Map.of()), Mailbox[].class));
    }

    State state(Account account) {
        return read(send("GET", "/accounts/" + account.id(), Map.of()), State.class);
    }

    /** Until when Keycloak pauses an account; empty if it does not. */
    String pausedUntil(Account account) {
        return send("GET", "/accounts/%s/paused-until".formatted(account.id()), Map.of())
                .body();
    }

    Map<?, ?> lockPreview(Account account) {
        return read(send("GET", "/accounts/%s/lock-preview".formatted(account.id()), Map.of()), Map.class);
    }

    Answer send(String method, String path, Object body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            method.equals("GET") || method.equals("DELETE")
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> T read(Answer answer, Class<T> type) {
        if (!answer.done()) {
            throw new AssertionError(answer.toString());
        }
        try {
            return JSON.readValue(answer.body(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
