package io.github.orgportal.tests.onetimepassword;

import io.github.orgportal.onetimepassword.OneTimePassword;
import io.github.orgportal.onetimepassword.OneTimePasswords;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Optional;
import org.keycloak.exportimport.util.ExportUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.util.JsonSerialization;

/** {@code /realms/{realm}/test-one-time-password/{user}}: the service's methods, for everybody who asks. */
@Produces(MediaType.TEXT_PLAIN)
public final class OneTimePasswordResource implements RealmResourceProvider {
    private final KeycloakSession session;

    OneTimePasswordResource(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        return this;
    }

    /** Sets one in place of every password, and answers with it. */
    @POST
    @Path("{user}")
    public String set(@PathParam("user") String user) {
        return passwords().set(user(user)).value();
    }

    /** Sets one beside the personal password, and answers with it. */
    @POST
    @Path("{user}/beside")
    public String setBeside(@PathParam("user") String user) {
        return passwords().setBesidePersonalPassword(user(user)).value();
    }

    /** Shows it; an empty answer if there is none. */
    @GET
    @Path("{user}")
    public String show(@PathParam("user") String user) {
        return passwords().show(user(user)).map(OneTimePassword::value).orElse("");
    }

    /** The whole realm with its accounts, as Keycloak's export command writes it. */
    @GET
    @Path("export")
    public String export() throws IOException {
        return JsonSerialization.writeValueAsString(
                ExportUtils.exportRealm(session, session.getContext().getRealm(), true, true));
    }

    /** The state's kind. */
    @GET
    @Path("{user}/state")
    public String state(@PathParam("user") String user) {
        return passwords().state(user(user)).kind().name();
    }

    /** Takes it away. */
    @DELETE
    @Path("{user}")
    public void revoke(@PathParam("user") String user) {
        passwords().revoke(user(user));
    }

    private OneTimePasswords passwords() {
        return OneTimePasswords.of(session, session.getContext().getRealm());
    }

    private UserModel user(String id) {
        return Optional.ofNullable(
                        session.users().getUserById(session.getContext().getRealm(), id))
                .orElseThrow(NotFoundException::new);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
