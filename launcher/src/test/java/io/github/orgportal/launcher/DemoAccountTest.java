package io.github.orgportal.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class DemoAccountTest {
    private static final Path DEMO = Path.of("..", "realm-config", "demo");
    private static final Path ACCOUNTS = DEMO.resolve("accounts.json");
    private static final List<String> REALMS = List.of("member-portal", "benefits-portal", "employer-portal");

    @Test
    @DisplayName("Z-2 Each portal has an administrator, clerks, a data-centre user and an operator to try")
    void roles() throws Exception {
        Map<String, Set<String>> roles = new HashMap<>();
        for (DemoAccount account : DemoAccount.read(ACCOUNTS)) {
            roles.computeIfAbsent(account.realm(), realm -> new HashSet<>()).add(account.role());
        }
        assertEquals(Set.copyOf(REALMS), roles.keySet());
        roles.values()
                .forEach(found -> assertTrue(
                        found.containsAll(Set.of("administrator", "clerk", "data-centre-user", "operator")),
                        found::toString));
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
                .filter(account ->
                        !account.isOperator() && !account.loginName().matches(loginNames.get(account.realm()))
                                || !account.password().matches(passwords.get(account.realm()))
                                || !account.email().endsWith(".example"))
                .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName(
            "Z-2 Each portal has three organizations, with one administrator, with two, a data centre; there are 30 clerks in all")
    void organizations() throws Exception {
        Set<String> clerks = new HashSet<>();
        for (String realm : REALMS) {
            List<Integer> administrators = new ArrayList<>();
            Set<String> kinds = new HashSet<>();
            for (JsonNode organization : organizations(realm)) {
                kinds.add(organization.path("kind").asText());
                int count = 0;
                for (JsonNode account : organization.path("accounts")) {
                    String role = account.path("role").asText();
                    count += role.endsWith("administrator") ? 1 : 0;
                    if (role.equals("clerk")) {
                        clerks.add(realm + account.path("loginName").asText());
                    }
                }
                administrators.add(count);
            }
            assertTrue(administrators.size() >= 3, realm);
            assertTrue(administrators.containsAll(List.of(1, 2)), realm);
            assertEquals(Set.of("employer", "data-center"), kinds, realm);
        }
        assertEquals(30, clerks.size());
    }

    @Test
    @DisplayName("Z-2 Every account of the list is in its organization, as the list says")
    void inTheirOrganizations() throws Exception {
        for (DemoAccount account : DemoAccount.read(ACCOUNTS)) {
            if (!account.isOperator()) {
                List<String> found = new ArrayList<>();
                for (JsonNode organization : organizations(account.realm())) {
                    for (JsonNode member : organization.path("accounts")) {
                        if (member.path("loginName").asText().equals(account.loginName())
                                && organization.path("memberNumber").asText().equals(account.memberNumber())) {
                            found.add(organization.path("name").asText()
                                    + member.path("role").asText()
                                    + member.path("email").asText());
                        }
                    }
                }
                assertEquals(List.of(account.organization() + account.role() + account.email()), found);
            }
        }
    }

    private static JsonNode organizations(String realm) throws Exception {
        return new ObjectMapper()
                .readTree(DEMO.resolve("organizations-" + realm + ".json").toFile())
                .path("organizations");
    }
}
