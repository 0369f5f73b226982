package io.github.orgportal.login.access;

import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.profile.Organization;
import io.github.orgportal.organizations.profile.Organizations;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;

/** The page that says why somebody does not get in, and the one where an organization is chosen. Their templates are the theme's. */
final class AccessPages {
    /** The field of the choice. */
    static final String MEMBERSHIP = "membership";

    private static final String REFUSED = "portal-access-refused.ftl";
    private static final String CHOICE = "portal-access-choice.ftl";

    private final AuthenticationFlowContext context;

    AccessPages(AuthenticationFlowContext context) {
        this.context = context;
    }

    /** Of somebody who has no session here: the way on is the login. */
    Response refused(AccessRefusal refusal) {
        return form(refusal).createForm(REFUSED);
    }

    /** Of somebody whose session goes on in other applications: only after it has ended somebody else can log in. */
    Response refusedHere(AccessRefusal refusal) {
        return form(refusal).setAttribute("logoutUrl", logoutUrl()).createForm(REFUSED);
    }

    private LoginFormsProvider form(AccessRefusal refusal) {
        return context.form()
                .setAttribute(
                        "refusal",
                        Map.of(
                                "kind", refusal.kind().key(),
                                "reason", refusal.reason(),
                                "organization", name(refusal.organizationId()),
                                "roles",
                                        refusal.demanded().stream()
                                                .map(Role::text)
                                                .toList()));
    }

    Response choice(Collection<Membership> offered) {
        return choice(offered, context.form());
    }

    /** Again, after an answer that was none of them. */
    Response choiceAgain(Collection<Membership> offered) {
        return choice(offered, context.form().setError("portalAccessChoiceMissing"));
    }

    private Response choice(Collection<Membership> offered, LoginFormsProvider form) {
        Organizations organizations =
                PortalOrganizations.of(context.getSession()).organizations();
        List<Map<String, String>> cards = offered.stream()
                .flatMap(membership -> organizations.find(membership.organizationId()).stream()
                        .map(organization -> card(membership, organization)))
                .sorted(Comparator.comparing((Map<String, String> card) -> card.getOrDefault("name", ""))
                        .thenComparing(card -> card.getOrDefault("memberNumber", "")))
                .toList();
        return form.setAttribute("offered", cards).createForm(CHOICE);
    }

    private static Map<String, String> card(Membership membership, Organization organization) {
        return Map.of(
                "id", membership.id(),
                "name", organization.name(),
                "memberNumber", organization.memberNumber(),
                "role", membership.role().text());
    }

    private String name(Optional<String> organizationId) {
        return Stream.ofNullable(organizationId.orElse(null))
                .flatMap(id -> PortalOrganizations.of(context.getSession()).organizations().find(id).stream())
                .map(Organization::name)
                .findAny()
                .orElse("");
    }

    private String logoutUrl() {
        return OIDCLoginProtocolService.logoutUrl(context.getUriInfo())
                .queryParam(
                        "client_id",
                        context.getAuthenticationSession().getClient().getClientId())
                .build(context.getRealm().getName())
                .toString();
    }
}
