package io.github.orgportal.organizations.changelog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeCsvTest {
    private static final String ROW =
            "1970-01-01T00:00:01.234Z,o-1,7,ADMINISTRATOR,a-1,kim,LOCKED,ACCOUNT,s-1,%s,,\"{\"\"scope\"\":\"\"USER\"\"}\",%s\r\n";

    @Test
    @DisplayName("G-2 CSV as RFC 4180 has it: commas, CRLF, a header, quotes doubled")
    void writes() throws IOException {
        StringWriter writer = new StringWriter();
        ChangeCsv csv = new ChangeCsv(writer);

        csv.header();
        csv.row(change("sam", "he said \"no\",\r\nthen left; ÄÖÜ"));

        assertEquals(
                "time,organization_id,number,actor_kind,actor_id,actor_name,action,subject_kind,subject_id,subject_name,"
                        + "before,after,reason\r\n"
                        + ROW.formatted("sam", "\"he said \"\"no\"\",\r\nthen left; ÄÖÜ\""),
                writer.toString());
    }

    @ParameterizedTest(name = "G-2 a cell that begins with {1} is no formula")
    @CsvSource(textBlock = """
                    '=1+1',         an equals sign,   '''=1+1'
                    '+49 30',       a plus,           '''+49 30'
                    '-1',           a minus,          '''-1'
                    '@SUM(A1)',     an at sign,       '''@SUM(A1)'
                    """)
    void defusesFormulas(String name, String what, String expected) throws IOException {
        assertEquals(ROW.formatted(expected, expected), row(name));
    }

    @Test
    @DisplayName("G-2 nor is one that begins with a tab or a carriage return, which spreadsheets skip")
    void defusesBlanks() throws IOException {
        assertEquals(ROW.formatted("'\t'=1", "'\t'=1"), row("\t=1"));
        assertEquals(ROW.formatted("\"'\r'=1\"", "\"'\r'=1\""), row("\r=1"));
        assertEquals(ROW.formatted("a=b-c", "a=b-c"), row("a=b-c"));
        assertEquals(ROW.formatted("\"'=A1,\"\"x\"\"\"", "\"'=A1,\"\"x\"\"\""), row("=A1,\"x\""));
    }

    @Test
    @DisplayName("G-2 nor is what stands behind a semicolon, where some spreadsheets begin a new cell")
    void defusesOtherSeparators() throws IOException {
        String safe = "\"Grund;'=HYPERLINK(A1)\"";
        assertEquals(ROW.formatted(safe, safe), row("Grund;=HYPERLINK(A1)"));
    }

    private static String row(String text) throws IOException {
        StringWriter writer = new StringWriter();
        new ChangeCsv(writer).row(change(text, text));
        return writer.toString();
    }

    private static LoggedChange change(String name, String reason) {
        return new LoggedChange(
                new ChangePosition(1_234, "o-1", 7),
                Optional.of("o-1"),
                new Actor(Actor.Kind.ADMINISTRATOR, "a-1", "kim"),
                Action.LOCKED,
                new Subject(Subject.Kind.ACCOUNT, "s-1", name),
                Map.of(),
                Map.of("scope", "USER"),
                reason);
    }
}
