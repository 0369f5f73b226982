package io.github.orgportal.emailtan;

import io.github.orgportal.support.EntityProviderFactory;
import java.util.List;

/** Brings the table {@code PORTAL_EMAIL_TAN}. */
public final class EmailTanEntityProviderFactory extends EntityProviderFactory {
    /** Called by Keycloak, which finds the class in {@code META-INF/services}. */
    public EmailTanEntityProviderFactory() {
        super("emailtan-portal", "META-INF/portal-email-tan-changelog.xml", List.of(TanAccountEntity.class));
    }
}
