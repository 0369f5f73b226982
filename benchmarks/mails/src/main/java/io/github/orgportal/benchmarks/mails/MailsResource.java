package io.github.orgportal.benchmarks.mails;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * {@code POST /realms/{realm}/benchmark-mails/{count}}: hands so many mails to the server's mail sender, in transactions of
 * {@value #AT_ONCE}. They are as long as the portal's mail with a TAN.
 */
public final class MailsResource implements RealmResourceProvider {
    private static final int AT_ONCE = 100;
    private static final String TEXT = "A line of a mail that nobody reads. ".repeat(17);
    private static final String HTML = "<p>" + "A line of a mail that nobody reads.<br>".repeat(100) + "</p>";

    private final KeycloakSession session;

    MailsResource(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        return this;
    }

    /** Returns when all of them are written. */
    @POST
    @Path("{count}")
    public void queue(@PathParam("count") int count) {
        String realmId = session.getContext().getRealm().getId();
        for (int first = 0; first < count; first += AT_ONCE) {
            int from = first;
            int to = Math.min(count, first + AT_ONCE);
            KeycloakModelUtils.runJobInTransaction(
                    session.getKeycloakSessionFactory(), batch -> queue(batch, realmId, from, to));
        }
    }

    private static void queue(KeycloakSession batch, String realmId, int from, int to) {
        RealmModel realm = batch.realms().getRealm(realmId);
        batch.getContext().setRealm(realm);
        EmailSenderProvider sender = batch.getProvider(EmailSenderProvider.class);
        try {
            for (int i = from; i < to; i++) {
                sender.send(realm.getSmtpConfig(), "m" + i + "@firma.example", "Mail " + i, TEXT, HTML);
            }
        } catch (EmailException e) {
            throw new IllegalStateException("A mail was not taken", e);
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
