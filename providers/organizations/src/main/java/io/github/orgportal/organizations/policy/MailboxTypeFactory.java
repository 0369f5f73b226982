package io.github.orgportal.organizations.policy;

/** Describes and checks the mailbox types of a realm: {@link MailboxType}. */
public final class MailboxTypeFactory extends PortalComponentFactory {
    /** For Keycloak. */
    public MailboxTypeFactory() {
        super(ComponentKind.MAILBOX_TYPE);
    }
}
