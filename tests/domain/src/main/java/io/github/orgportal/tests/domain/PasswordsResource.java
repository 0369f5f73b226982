package io.github.orgportal.tests.domain;

import io.github.orgportal.onetimepassword.OneTimePassword;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.changelog.Actor;
import io.github.orgportal.organizations.letter.Letter;
import io.github.orgportal.organizations.password.Look;
import io.github.orgportal.organizations.password.PasswordState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.UserModel;
import org.keycloak.services.resource.RealmResourceProvider;

/** {@code /realms/{realm}/test-passwords/…}; what the domain refuses is answered with 409 and its message. */
@Produces(MediaType.APPLICATION_JSON)
public final class PasswordsResource implements RealmResourceProvider {
    private final KeycloakSession session;
    private final PortalOrganizations portal;

    PasswordsResource(KeycloakSession session) {
        this.session = session;
        this.portal = PortalOrganizations.of(session);
    }

    @Override
    public Object getResource() {
        return this;
    }

    /** Does something to the password of an account. */
    @POST
    @Path("{account}/{what}")
    public void act(
            @PathParam("account") String id,
            @PathParam("what") String what,
            @QueryParam("organization") @Nullable String organization,
            @QueryParam("actor") @Nullable String actorId) {
        UserModel account = account(id);
        Actor actor = actor(actorId);
        try {
            switch (what) {
                case "first" -> portal.passwords().issueFirst(account, String.valueOf(organization), actor);
                case "replace" -> portal.passwords().replace(account, actor);
                case "unlocked" -> portal.passwords().afterUnlock(account, actor);
                case "link" -> portal.passwords().sendLink(account, actor);
                case "user-id-link" -> portal.passwords().sendUserIdLink(account, actor);
                default -> throw new NotFoundException();
            }
        } catch (ModelException e) {
            session.getTransactionManager().setRollbackOnly();
            throw new WebApplicationException(Response.status(Response.Status.CONFLICT)
                    .entity(Map.of("error", String.valueOf(e.getMessage())))
                    .type(MediaType.APPLICATION_JSON)
                    .build());
        }
    }

    /** A look at the one-time password: what came of it, and the value if it is shown. */
    @GET
    @Path("{account}/look")
    public List<String> look(@PathParam("account") String id, @QueryParam("actor") @Nullable String actorId) {
        Look look = portal.passwords().show(account(id), actor(actorId));
        return List.of(
                look.outcome().name(),
                look.oneTimePassword().map(OneTimePassword::value).orElse(""));
    }

    /** How an account stands. */
    @GET
    @Path("{account}/state")
    public List<String> state(@PathParam("account") String id) {
        PasswordState state = portal.passwords().state(account(id));
        return List.of(
                state.way().name(),
                Boolean.toString(state.personal()),
                state.oneTimePassword().kind().name(),
                Boolean.toString(state.linkOffered()),
                Boolean.toString(state.shownToAdministrators()));
    }

    /** The kinds of the letters to an account that wait. */
    @GET
    @Path("{account}/letters")
    public List<String> letters(@PathParam("account") String id) {
        return waiting(id).stream().map(letter -> letter.kind().name()).sorted().toList();
    }

    /** Those letters have been printed. */
    @POST
    @Path("{account}/letters/printed")
    public void print(@PathParam("account") String id) {
        waiting(id).forEach(letter -> {
            portal.letters().makePdf(account(id), letter, actor(null));
            portal.letters().printed(account(id), letter, actor(null));
        });
    }

    private List<Letter> waiting(String account) {
        return portal.letters().waiting(Optional.empty(), 10_000).stream()
                .filter(letter -> letter.accountId().equals(account))
                .toList();
    }

    private UserModel account(String id) {
        UserModel account = session.users().getUserById(session.getContext().getRealm(), id);
        if (account == null) {
            throw new NotFoundException();
        }
        return account;
    }

    private Actor actor(@Nullable String id) {
        return id == null ? new Actor(Actor.Kind.OPERATOR, "operator", "operator") : Actor.administrator(account(id));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
