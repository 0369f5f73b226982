package io.github.orgportal.mailoutbox;

import io.github.orgportal.support.EntityProviderFactory;
import java.util.List;

/** Brings the table {@code PORTAL_MAIL}. */
public final class OutboxEntityProviderFactory extends EntityProviderFactory {
    /** Called by Keycloak, which finds the class in {@code META-INF/services}. */
    public OutboxEntityProviderFactory() {
        super("mailoutbox-portal", "META-INF/portal-mail-outbox-changelog.xml", List.of(MailEntity.class));
    }
}
