package io.github.orgportal.administration;

import io.github.orgportal.support.Problem;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** Which version of something a caller has seen: its entity tag (RFC 9110, section 8.8.3), without the quotes. */
final class Version {
    private Version() {}

    /** Changes whenever one of the values does; made of what the database holds, it is the same on every node. */
    static String of(Iterable<String> values) {
        StringBuilder state = new StringBuilder();
        values.forEach(value -> state.append(value).append('\u0000'));
        return Once.hash(state.toString()).substring(0, 32);
    }

    /** Refuses a write that does not say what it replaces. */
    static String require(KeycloakSession session, @Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Problem.of(session, Response.Status.PRECONDITION_REQUIRED, "version_required");
        }
        return ifMatch;
    }

    /** Refuses a write that would replace what the caller has not seen. */
    static void check(KeycloakSession session, String ifMatch, String now) {
        String tag = '"' + now + '"';
        if (Arrays.stream(ifMatch.split(",")).map(String::strip).noneMatch(tag::equals)) {
            throw Problem.of(session, Response.Status.PRECONDITION_FAILED, "changed_meanwhile");
        }
    }
}
