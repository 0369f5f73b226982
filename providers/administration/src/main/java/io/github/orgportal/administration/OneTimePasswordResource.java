package io.github.orgportal.administration;

import io.github.orgportal.onetimepassword.OneTimePassword;
import io.github.orgportal.organizations.Deed;
import io.github.orgportal.organizations.account.ListedAccount;
import io.github.orgportal.organizations.password.Look;
import io.github.orgportal.organizations.password.PasswordState;
import io.github.orgportal.organizations.password.Passwords;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * {@code …/accounts/{account}/one-time-password}: what an administrator hands over to a clerk. For the administrators of the organization
 * alone: the operator does not see it.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class OneTimePasswordResource {
    private final KeycloakSession session;
    private final String organizationId;
    private final String accountId;

    OneTimePasswordResource(KeycloakSession session, String organizationId, String accountId) {
        this.session = session;
        this.organizationId = organizationId;
        this.accountId = accountId;
    }

    /** Shows the one-time password. Every look is logged, and so is every refused one. */
    @GET
    @Operation(operationId = "showOneTimePassword", summary = "Show the one-time password of a clerk")
    @APIResponse(
            responseCode = "200",
            description = "The one-time password, if there is one that an administrator may see",
            content = @Content(schema = @Schema(implementation = OneTimePasswordView.class)))
    public Response show() {
        Acting acting = Caller.within(session, organizationId, Deed.HAND_OVER_PASSWORDS);
        ListedAccount account = clerk(acting);
        Limits.count(session, acting.permissions().account().getId(), Limits.Kind.PASSWORD_LOOK);
        UserModel user = acting.user(account);
        Passwords passwords = acting.portal().passwords();
        PasswordState state = passwords.state(user);
        Look look = passwords.show(user, acting.actor());
        // refused where it goes by letter; an answer and no exception, because the look is logged
        return uncached(new OneTimePasswordView(
                state.way().name(),
                state.oneTimePassword().kind().name(),
                look.oneTimePassword().map(OneTimePassword::value),
                look.oneTimePassword().map(shown -> shown.validUntil().toEpochMilli())));
    }

    /** Sets a new one-time password, which voids whatever password was there before. Where it goes by letter, it is not shown. */
    @POST
    @Operation(operationId = "setOneTimePassword", summary = "Set a new one-time password for a clerk")
    @APIResponse(responseCode = "204", description = "There is a new one")
    public Response set(@HeaderParam("Idempotency-Key") @Nullable String key) {
        Acting acting = Caller.within(session, organizationId, Deed.HAND_OVER_PASSWORDS);
        ListedAccount account = clerk(acting);
        String caller = acting.permissions().account().getId();
        return Once.answer(
                session, caller, key, "setOneTimePassword " + organizationId + " " + accountId, Map.of(), () -> {
                    Limits.count(session, caller, Limits.Kind.PASSWORD_LOOK);
                    acting.hold(accountId);
                    UserModel user = acting.user(clerk(acting));
                    acting.attempt(() -> {
                        acting.portal().passwords().replace(user, acting.actor());
                        return account;
                    });
                    return Response.noContent().build();
                });
    }

    private ListedAccount clerk(Acting acting) {
        return acting.handedOver(accountId);
    }

    private static Response uncached(OneTimePasswordView view) {
        return Response.ok(view).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    /**
     * The one-time password of a clerk.
     *
     * @param way how passwords reach it: {@code HANDED_OVER}, {@code LETTER} or {@code LINK}
     * @param state {@code VALID}, {@code EXPIRED} or {@code NONE}
     * @param value to hand over; missing if there is none, or if it goes by letter
     * @param validUntil milliseconds since 1970 UTC
     */
    public record OneTimePasswordView(String way, String state, Optional<String> value, Optional<Long> validUntil) {
        /** Not the password. */
        @Override
        public String toString() {
            return "one-time password";
        }
    }
}
