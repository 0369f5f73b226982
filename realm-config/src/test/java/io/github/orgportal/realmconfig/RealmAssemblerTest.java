package io.github.orgportal.realmconfig;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RealmAssemblerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("");

    @Test
    @DisplayName("Z-1 Three portals are assembled, each under its own name")
    void threePortals(@TempDir Path target) throws Exception {
        new RealmAssembler(SOURCES).assembleInto(target);
        try (var files = Files.list(target)) {
            assertEquals(
                    Set.of("benefits-portal-realm.json", "employer-portal-realm.json", "member-portal-realm.json"),
                    new TreeSet<>(
                            files.map(Path::getFileName).map(Path::toString).toList()));
        }
    }

    @Test
    @DisplayName("Z-1 No realm file for production carries an account, a password or a key")
    void noSecrets() throws Exception {
        RealmAssembler assembler = new RealmAssembler(SOURCES);
        for (Path portal : assembler.portals()) {
            ObjectNode realm = assembler.assemble(portal);
            for (String key : List.of("users", "credentials", "secret", "privateKey", "password", "auth")) {
                assertTrue(realm.findValues(key).isEmpty(), () -> portal + " has the key " + key);
            }
        }
    }

    @Test
    @DisplayName("Both languages of every portal have the same texts")
    void sameTexts() throws Exception {
        RealmAssembler assembler = new RealmAssembler(SOURCES);
        for (Path portal : assembler.portals()) {
            JsonNode texts = assembler.assemble(portal).path("localizationTexts");
            assertFalse(texts.path("de").isEmpty());
            assertEquals(keys(texts.path("de")), keys(texts.path("en")), portal.toString());
        }
    }

    @Test
    @DisplayName("Z-6 Every right, unit type and mailbox type of every portal has a text")
    void labels() throws Exception {
        RealmAssembler assembler = new RealmAssembler(SOURCES);
        for (Path portal : assembler.portals()) {
            ObjectNode realm = assembler.assemble(portal);
            Set<String> expected = new TreeSet<>();
            for (JsonNode component :
                    realm.at("/components/io.github.orgportal.organizations.policy.PortalComponent")) {
                String prefix = switch (component.path("providerId").asText()) {
                    case "portal-right" -> "portalRight.";
                    case "portal-unit-type" -> "portalUnitType.";
                    case "portal-mailbox-type" -> "portalMailboxType.";
                    default -> "";
                };
                if (!prefix.isEmpty()) {
                    expected.add(prefix + component.path("name").asText());
                }
            }
            Set<String> found = keys(realm.at("/localizationTexts/de"));
            found.removeIf(key -> !key.matches("portal(Right|UnitType|MailboxType)\\..*"));
            assertFalse(expected.isEmpty());
            assertEquals(expected, found, portal.toString());
        }
    }

    @Test
    @DisplayName("The user profile becomes the string that Keycloak's import expects")
    void userProfile() throws Exception {
        ObjectNode realm = new RealmAssembler(SOURCES).assemble(SOURCES.resolve("member-portal.json"));
        JsonNode component = realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0");
        JsonNode profile =
                JSON.readTree(component.at("/config/kc.user.profile.config/0").asText());
        assertAll(
                () -> assertFalse(realm.has("userProfile")),
                () -> assertEquals(
                        "declarative-user-profile", component.path("providerId").asText()),
                () -> assertEquals("username", profile.at("/attributes/0/name").asText()));
    }

    @Test
    @DisplayName("A file whose realm has another name stops the build")
    void otherName(@TempDir Path sources) throws Exception {
        Files.writeString(sources.resolve("shared.json"), "{}");
        Path portal = Files.writeString(sources.resolve("a-portal.json"), "{\"realm\":\"b-portal\"}");
        IOException refused = assertThrows(IOException.class, () -> new RealmAssembler(sources).assemble(portal));
        assertTrue(refused.getMessage().contains("'b-portal' instead of 'a-portal'"), refused.getMessage());
    }

    @Test
    @DisplayName("A key that stands twice stops the build")
    void twice(@TempDir Path sources) throws Exception {
        Files.writeString(sources.resolve("shared.json"), "{\"enabled\":true,\"enabled\":false}");
        Path portal = Files.writeString(sources.resolve("a-portal.json"), "{\"realm\":\"a-portal\"}");
        assertThrows(IOException.class, () -> new RealmAssembler(sources).assemble(portal));
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
