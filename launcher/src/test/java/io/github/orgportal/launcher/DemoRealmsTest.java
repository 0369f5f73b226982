package io.github.orgportal.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoRealmsTest {
    private static final String REALM = """
            {"realm": "a", "components": {"io.github.orgportal.organizations.policy.PortalComponent": [
              {"name": "policy", "providerId": "portal-policy", "config": {"tiers": ["true"]}},
              {"name": "r", "providerId": "portal-right", "config": {}}]}}
            """;

    @TempDir
    private Path realms;

    @TempDir
    private Path target;

    @Test
    @DisplayName(
            "The operator, the import's client and the application's are added to a copy of the realm's file, which stays as it is")
    void copy() throws Exception {
        Path file = Files.writeString(realms.resolve("a-realm.json"), REALM);
        List<DemoAccount> accounts = List.of(
                new DemoAccount("a", "O", "1", "clerk", "name", "word", "n@o.example", "First", "Last"),
                new DemoAccount("a", "", "", "operator", "boss", "word", "b@o.example", "First", "Last"),
                new DemoAccount("b", "", "", "operator", "other", "word", "o@o.example", "First", "Last"));

        new DemoRealms(accounts, "secret", URI.create("http://localhost:1/")).write(realms, target);

        JsonNode realm =
                new ObjectMapper().readTree(target.resolve("a-realm.json").toFile());
        assertEquals(List.of("boss", "service-account-demo-import"), realm.findValuesAsText("username"));
        assertEquals("portal-operator", realm.at("/users/0/realmRoles/1").asText());
        assertFalse(realm.at("/users/0/credentials/0/temporary").asBoolean(true));
        assertEquals(List.of("demo-import", "sample-application"), realm.findValuesAsText("clientId"));
        assertEquals(
                "S256",
                realm.at("/clients/1/attributes/pkce.code.challenge.method").asText());
        JsonNode policy = realm.at("/components/io.github.orgportal.organizations.policy.PortalComponent/0/config");
        assertEquals(
                "[\"account-console\",\"demo-import\"]",
                policy.path("tokenClients").toString());
        assertEquals("[\"true\"]", policy.path("tiers").toString());
        assertEquals(REALM, Files.readString(file));
    }
}
