package io.github.orgportal.administration;

import jakarta.ws.rs.Path;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** The portal's API of a realm. Implements Keycloak's {@link RealmResourceProvider}, under {@code /realms/{realm}/portal}. */
public final class PortalResource implements RealmResourceProvider {
    private final KeycloakSession session;

    PortalResource(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        return this;
    }

    /** Rights that people wait for, which the operator alone can make work. */
    @Path("activation-requests")
    public ActivationRequestsResource activationRequests() {
        return new ActivationRequestsResource(session);
    }

    /** What people apply for. */
    @Path("applications")
    public ApplicationsResource applications() {
        return new ApplicationsResource(session);
    }

    /** What there is in the portal. */
    @Path("catalogue")
    public CatalogueResource catalogue() {
        return new CatalogueResource(session);
    }

    /** The change log of all organizations. */
    @Path("changes")
    public PortalChangesResource changes() {
        return new PortalChangesResource(session);
    }

    /** The operator's import. */
    @Path("import")
    public ImportResource imports() {
        return new ImportResource(session);
    }

    /** The operator's print queue. */
    @Path("letters")
    public LettersResource letters() {
        return new LettersResource(session);
    }

    /** What is the caller's own. */
    @Path("me")
    public MeResource me() {
        return new MeResource(session);
    }

    /** Organizations, their accounts, and what belongs to them. */
    @Path("organizations")
    public OrganizationsResource organizations() {
        return new OrganizationsResource(session);
    }

    /** What waits for the operator. */
    @Path("overview")
    public OverviewResource overview() {
        return new OverviewResource(session);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
