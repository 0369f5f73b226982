package io.github.orgportal.login.token;

import io.github.orgportal.login.access.ClientUse;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Membership;
import io.github.orgportal.organizations.membership.Member;
import io.github.orgportal.organizations.policy.PortalPolicy;
import io.github.orgportal.organizations.profile.Organization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/**
 * Says in the claim {@value #CLAIM} for which organization and in which role an account uses a client, and what it may do there:
 * rights at units, and group mailboxes. Its size is bounded; what did not fit is announced with {@code more}. The claim is there only if
 * the client demands roles, because only then an organization was chosen, and only as long as the account may act there.
 *
 * <p>Implements the mapper interfaces of Keycloak's OpenID Connect.
 */
public final class OrganizationMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper, OIDCIDTokenMapper, UserInfoTokenMapper, TokenIntrospectionTokenMapper {
    /** The id to use in client scopes. */
    public static final String PROVIDER_ID = "portal-organization";

    private static final String CLAIM = "portal";
    private static final String READ = "portal-organization.claim.";

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        ClientUse.of(context.getClientSession())
                .membership(session)
                .flatMap(membership -> claim(session, userSession.getUser().getId(), membership))
                .ifPresent(claim -> token.getOtherClaims().put(CLAIM, claim));
    }

    /** Read once per request: access token and ID token say the same. */
    private static Optional<Map<String, Object>> claim(
            KeycloakSession session, String accountId, Membership membership) {
        String key = READ + membership.id();
        Claim known = session.getAttribute(key, Claim.class);
        if (known != null) {
            return Optional.of(known.copy());
        }
        Optional<Claim> read = PortalOrganizations.of(session)
                .organizations()
                .find(membership.organizationId())
                .map(organization -> claim(session, organization, accountId, membership));
        read.ifPresent(claim -> session.setAttribute(key, claim));
        return read.map(Claim::copy);
    }

    private static Claim claim(
            KeycloakSession session, Organization organization, String accountId, Membership membership) {
        PortalOrganizations portal = PortalOrganizations.of(session);
        GrantClaim grants = GrantClaim.of(portal.grants()
                .effective(
                        new Member(membership.id(), organization.id(), accountId, membership.role()),
                        entries(session)));
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put(
                "organization",
                Map.of(
                        "id", organization.id(),
                        "memberNumber", organization.memberNumber(),
                        "name", organization.name()));
        claim.put("role", membership.role().text());
        claim.put("units", grants.units());
        claim.put(
                "mailboxes",
                membership.role().isAdministrator()
                        ? List.of()
                        : portal.mailboxes().ofMember(membership.id()));
        if (grants.more()) {
            claim.put("more", true);
        }
        return new Claim(claim);
    }

    /** What tokens of a request say. */
    private record Claim(Map<String, Object> values) {
        /** A token's own: other mappers may add to it. */
        Map<String, Object> copy() {
            return new LinkedHashMap<>(values);
        }
    }

    private static int entries(KeycloakSession session) {
        return PortalPolicy.of(session.getContext().getRealm())
                .map(PortalPolicy::tokenEntries)
                .orElse(0);
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, OrganizationMapper.class);
        return properties;
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getDisplayType() {
        return "Portal organization";
    }

    @Override
    public String getHelpText() {
        return "Adds the organization for which the account uses the client, its role there, its rights at units and its mailboxes.";
    }
}
