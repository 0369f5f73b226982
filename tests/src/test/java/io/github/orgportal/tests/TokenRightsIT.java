package io.github.orgportal.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orgportal.tests.PlainBrowser.Tab;
import io.github.orgportal.tests.Portal.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.util.JsonSerialization;

/** What a token says about rights and mailboxes, and where the rest of them is. On both databases. */
@ParameterizedClass(name = "on {0}")
@EnumSource
class TokenRightsIT {
    /** With three rights each more than a page of the lookup holds. */
    private static final int UNITS = 400;

    private static final Map<Portal.On, String> REALMS = new EnumMap<>(Portal.On.class);

    private final Portal portal;
    private final String realm;
    private final Domain domain;
    private final Application application;

    private String organization = "";
    private Account clerk;

    TokenRightsIT(Portal.On on) {
        portal = on.portal();
        realm = REALMS.computeIfAbsent(
                on, database -> portal.unprotectedRealm(settings -> settings.setPasswordPolicy(Portal.QUICK_HASH)));
        domain = portal.domain(realm);
        application = Application.demanding(portal, realm, "clerk");
    }

    @BeforeEach
    void anOrganization() {
        organization = domain.organization();
        clerk = portal.account(realm);
        domain.member(organization, portal.account(realm), "administrator");
        domain.member(organization, clerk, "clerk");
    }

    @Test
    @DisplayName(
            "L-9 the rights that work, and where; those that wait for an identifier or are switched off are not there")
    void says() {
        String life = domain.unit(organization, "L-1", "group-life", "");
        String pension = domain.unit(organization, "P-1", "pension-fund", "77");
        Set<String> rights = Set.of("view-contract", "view-persons", "report-contributions");
        domain.grant(organization, clerk, Map.of(life, rights, pension, rights));

        JsonNode tokens = tokens();
        assertEquals(
                Map.of(
                        "L-1",
                        List.of("view-contract", "view-persons"),
                        "P-1",
                        List.of("view-contract", "view-persons", "report-contributions")),
                rights(tokens));
        assertFalse(claim(tokens).has("more"));

        domain.restrict(organization, Set.of("view-persons"));
        JsonNode renewed = Application.json(application.refresh(tokens));
        assertEquals(
                Map.of("L-1", List.of("view-contract"), "P-1", List.of("view-contract")),
                rights(renewed),
                "A-8 takes effect with the next token");
    }

    @Test
    @DisplayName(
            "L-9 a token stays below 4 kB, and says that there is more; a client that the portal names looks it up")
    void staysSmall() throws Exception {
        Map<String, Set<String>> many = new HashMap<>();
        Set<String> numbers = new HashSet<>();
        for (int n = 0; n < UNITS; n++) {
            numbers.add("U" + n);
            many.put(
                    domain.unit(organization, "U" + n, "pension-fund", ""),
                    Set.of("view-contract", "view-documents", "view-persons"));
        }
        domain.grant(organization, clerk, many);

        JsonNode tokens = tokens();
        assertTrue(tokens.path("access_token").asText().length() <= 4096);
        assertTrue(claim(tokens).path("more").asBoolean());
        assertTrue(rights(tokens).size() >= 50, () -> "units: " + rights(tokens).size());

        assertEquals(403, lookUp(tokens, "").statusCode());
        allow(application.client().getClientId());
        JsonNode first = page(lookUp(tokens, ""));
        JsonNode second = page(lookUp(tokens, "?after=" + first.path("next").asText()));
        Set<String> found = new HashSet<>();
        List.of(first, second)
                .forEach(page -> page.path("units")
                        .forEach(unit -> found.add(unit.path("unitNumber").asText())));
        assertEquals(numbers, found);
        assertFalse(second.has("next") && !second.path("next").isNull());

        assertEquals(
                404, lookUp(tokens, "?organization=" + domain.organization()).statusCode());
        domain.lock(clerk, "OPERATOR");
        assertTrue(Set.of(401, 403).contains(lookUp(tokens, "").statusCode()));
    }

    @Test
    @DisplayName("L-9 who acts for several organizations says for which one the rights are looked up")
    void asksForWhichOrganization() throws Exception {
        String other = domain.organization();
        domain.member(other, portal.account(realm), "administrator");
        JsonNode tokens = tokens();
        domain.member(other, clerk, "clerk");
        allow(application.client().getClientId());

        HttpResponse<String> refused = lookUp(tokens, "");
        assertEquals(400, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("\"code\":\"organization_required\""), refused.body());
        assertEquals(
                other,
                page(lookUp(tokens, "?organization=" + other))
                        .path("organization")
                        .asText());
    }

    private JsonNode tokens() {
        Tab tab = application.open(portal.browser()).password(clerk.loginName(), Portal.PASSWORD);
        return application.tokens(tab.tan(portal.mails().tan(clerk.address(), 1)));
    }

    private static JsonNode claim(JsonNode tokens) {
        return Application.claims(tokens, "access_token").path("portal");
    }

    private static Map<String, List<String>> rights(JsonNode tokens) {
        Map<String, List<String>> rights = new HashMap<>();
        claim(tokens)
                .path("units")
                .forEach(group -> group.path("numbers")
                        .forEach(number -> rights.put(
                                number.asText(),
                                StreamSupport.stream(group.path("rights").spliterator(), false)
                                        .map(JsonNode::asText)
                                        .toList())));
        return rights;
    }

    private void allow(String clientId) {
        ComponentRepresentation policy = portal
                .realm(realm)
                .components()
                .query(null, "io.github.orgportal.organizations.policy.PortalComponent")
                .stream()
                .filter(component -> component.getProviderId().equals("portal-policy"))
                .findFirst()
                .orElseThrow();
        policy.getConfig().put("tokenClients", List.of("account-console", clientId));
        portal.realm(realm).components().component(policy.getId()).update(policy);
    }

    private HttpResponse<String> lookUp(JsonNode tokens, String query) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(
                                            portal.server().url() + "/realms/" + realm + "/portal/me/grants" + query))
                                    .header(
                                            "Authorization",
                                            "Bearer "
                                                    + tokens.path("access_token")
                                                            .asText())
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode page(HttpResponse<String> answer) throws IOException {
        assertEquals(200, answer.statusCode(), answer.body());
        return JsonSerialization.mapper.readTree(answer.body());
    }
}
