package io.github.orgportal.benchmarks.mails;

import io.github.orgportal.support.ResourceFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Offers {@link MailsResource}. */
public final class MailsResourceFactory extends ResourceFactory {
    /** For the service loader. */
    public MailsResourceFactory() {
        super("benchmark-mails");
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new MailsResource(session);
    }
}
