package io.github.orgportal.organizations.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.organizations.access.Role;
import io.github.orgportal.organizations.imports.Document.Source;
import io.github.orgportal.organizations.profile.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentTest {
    private static final String ORGANIZATION = """
            {"organizations": [
              {"memberNumber": "1", "accounts": [
                {"loginName": "Anna", "email": "A@x.example", "firstName": "A", "lastName": "B", "role": "clerk",
                 "grants": [{"unit": "7", "rights": ["r", "s"]}], "mailboxes": []},
                {"loginName": "Bert", "role": "clerk"}],
               "name": "Eins", "kind": "data-center", "units": [{"number": "7", "name": "U", "type": "t", "identifier": null}]},
              {"memberNumber": "2"}]}
            """;

    private static Document document(String text) throws Exception {
        return new Document(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Source first(String text) throws Exception {
        try (Document document = document(text)) {
            return document.next().orElseThrow();
        }
    }

    private static String problem(String account) throws Exception {
        return first("{\"organizations\":[{\"accounts\":[" + account + "]}]}")
                .accounts()
                .get(0)
                .problem();
    }

    @Test
    @DisplayName("R-5 an organization's fields come in any order, each row with its line and path")
    void reads() throws Exception {
        try (Document document = document(ORGANIZATION)) {
            Source source = document.next().orElseThrow();
            assertEquals(
                    new OrganizationRow("1", "Eins", Kind.DATA_CENTER, Optional.empty(), Map.of()),
                    source.head().content().orElseThrow());
            assertEquals(2, source.head().line());
            AccountRow anna = source.accounts().get(0).content().orElseThrow();
            assertEquals(Role.CLERK, anna.role());
            assertEquals("anna", anna.person().loginName());
            assertEquals("a@x.example", anna.person().email());
            assertEquals(Optional.of(Map.of("7", Set.of("r", "s"))), anna.grants());
            assertEquals(Optional.of(Set.of()), anna.mailboxes());
            Row<AccountRow> bert = source.accounts().get(1);
            assertEquals("email is missing", bert.problem());
            assertEquals(5, bert.line());
            assertEquals("/organizations/0/accounts/1", bert.path());
            assertEquals(
                    Optional.empty(),
                    source.units().get(0).content().orElseThrow().identifier());
            assertEquals(
                    "/organizations/1", document.next().orElseThrow().head().path());
            assertTrue(document.next().isEmpty());
        }
    }

    @ParameterizedTest(name = "R-5 {0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "17|It is no object",
                "{\"loginName\":\"a\",\"x\":1}|'x' is no known field, allowed are loginName, email",
                "{\"loginName\":\"a\",\"role\":\"boss\"}|role is 'boss', allowed is one of principal-administrator, administrator",
                "{\"loginName\":\"a\",\"email\":\"a\",\"firstName\":\"a\",\"lastName\":\"a\",\"role\":\"clerk\",\"grants\":{}}|grants is no list",
                "{\"role\":\"clerk\",\"loginName\":17}|loginName is '17', allowed is a text",
                "{\"role\":\"clerk\",\"loginName\":\" \"}|loginName is ' ', allowed is a text",
            })
    void saysWhatIsAllowed(String account, String why) throws Exception {
        assertTrue(problem(account).contains(why), problem(account));
    }

    @Test
    @DisplayName("R-5 a unit, a right, a mailbox that stands twice is refused")
    void refusesTwice() throws Exception {
        String account =
                "{\"loginName\":\"a\",\"email\":\"a\",\"firstName\":\"a\",\"lastName\":\"a\",\"role\":\"clerk\",%s}";
        for (String twice : List.of(
                "\"mailboxes\":[\"m\",\"m\"]",
                "\"grants\":[{\"unit\":\"1\",\"rights\":[\"r\",\"r\"]}]",
                "\"grants\":[{\"unit\":\"1\",\"rights\":[]},{\"unit\":\"1\",\"rights\":[]}]")) {
            assertTrue(problem(account.formatted(twice)).contains("twice"), twice);
        }
    }

    @ParameterizedTest
    @DisplayName("R-5 what is no document of this shape breaks off")
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"x\":[]}",
                "{\"organizations\":{}}",
                "{\"organizations\":[",
                "{\"organizations\":[{\"accounts\":[",
                "{\"organizations\":[{\"name\":\"a\",\"name\":\"b\"}]}",
                "{\"organizations\":[],\"more\":1}",
                "{\"organizations\":[]} {}",
            })
    void breaksOff(String text) throws Exception {
        try (Document document = document(text)) {
            BrokenDocumentException broken = assertThrows(BrokenDocumentException.class, document::next);
            assertEquals(1, broken.line());
        }
    }
}
