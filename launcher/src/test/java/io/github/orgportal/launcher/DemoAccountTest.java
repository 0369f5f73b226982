package io.github.orgportal.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoAccountTest {
    private static final Path ACCOUNTS = Path.of("..", "realm-config", "demo", "accounts.json");

    @Test
    @DisplayName("Z-2 Each portal has an administrator and two clerks to try")
    void roles() throws Exception {
        Map<String, Map<String, Long>> roles = DemoAccount.read(ACCOUNTS).stream()
                .collect(Collectors.groupingBy(
                        DemoAccount::realm, Collectors.groupingBy(DemoAccount::role, Collectors.counting())));
        Map<String, Long> expected = Map.of("administrator", 1L, "clerk", 2L);
        assertEquals(
                Map.of("member-portal", expected, "benefits-portal", expected, "employer-portal", expected), roles);
    }

    @Test
    @DisplayName("Z-2 Login names and passwords are as the portal's rules want them, addresses are invented")
    void rules() throws Exception {
        Map<String, String> loginNames = Map.of(
                "member-portal", "[a-z.]+@[a-z-]+\\.example",
                "benefits-portal", "X201-\\d{12}|S201-[A-Z]{3}\\d{8}",
                "employer-portal", "\\d{9}");
        String longPassword = "(?=.*\\p{L})(?=.*\\d)(?=.*[^\\p{L}\\d]).{12,128}";
        Map<String, String> passwords = Map.of(
                "member-portal", "(?=.*\\p{Lu})(?=.*\\p{Ll})(?=.*\\d)(?=.*[^\\p{L}\\d]).{8,}",
                "benefits-portal", longPassword,
                "employer-portal", longPassword);
        List<DemoAccount> wrong = DemoAccount.read(ACCOUNTS).stream()
                .filter(account -> !account.loginName().matches(loginNames.get(account.realm()))
                        || !account.password().matches(passwords.get(account.realm()))
                        || !account.email().endsWith(".example"))
                .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("Accounts are added to a copy of their realm's file, the file itself stays as it is")
    void copy(@TempDir Path realms, @TempDir Path target) throws Exception {
        Path file = Files.writeString(realms.resolve("a-realm.json"), "{\"realm\":\"a\",\"enabled\":true}");
        DemoAccount.addTo(
                realms,
                target,
                List.of(
                        new DemoAccount("a", "O", "1", "clerk", "name", "word", "n@o.example", "First", "Last"),
                        new DemoAccount("b", "O", "1", "clerk", "other", "word", "o@o.example", "First", "Last")));
        JsonNode realm =
                new ObjectMapper().readTree(target.resolve("a-realm.json").toFile());
        assertEquals(1, realm.path("users").size());
        assertEquals("name", realm.at("/users/0/username").asText());
        assertEquals("word", realm.at("/users/0/credentials/0/value").asText());
        assertFalse(realm.at("/users/0/credentials/0/temporary").asBoolean(true));
        assertFalse(Files.readString(file).contains("users"));
    }
}
