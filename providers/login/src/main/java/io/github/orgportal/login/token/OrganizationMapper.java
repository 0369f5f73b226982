package io.github.orgportal.login.token;

import io.github.orgportal.login.access.ClientUse;
import io.github.orgportal.organizations.PortalOrganizations;
import io.github.orgportal.organizations.access.Membership;
import java.util.ArrayList;
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
 * Says in the claim {@value #CLAIM} for which organization and in which role an account uses a client. The claim is there only if the
 * client demands roles, because only then an organization was chosen, and only as long as the account may act there.
 *
 * <p>Implements the mapper interfaces of Keycloak's OpenID Connect.
 */
public final class OrganizationMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper, OIDCIDTokenMapper, UserInfoTokenMapper, TokenIntrospectionTokenMapper {
    /** The id to use in client scopes. */
    public static final String PROVIDER_ID = "portal-organization";

    private static final String CLAIM = "portal";

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        ClientUse.of(context.getClientSession())
                .membership(session)
                .flatMap(membership -> claim(session, membership))
                .ifPresent(claim -> token.getOtherClaims().put(CLAIM, claim));
    }

    private static Optional<Map<String, Object>> claim(KeycloakSession session, Membership membership) {
        return PortalOrganizations.of(session)
                .organizations()
                .find(membership.organizationId())
                .map(organization -> Map.of(
                        "organization",
                        Map.of(
                                "id", organization.id(),
                                "memberNumber", organization.memberNumber(),
                                "name", organization.name()),
                        "role",
                        membership.role().text()));
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
        return "Adds the organization for which the account uses the client, and its role there.";
    }
}
