package io.github.orgportal.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.orgportal.administration.CsvReader.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV as spreadsheets of different countries write it. */
class CsvReaderTest {
    @Test
    @DisplayName("A-2 commas or semicolons, with or without byte order mark, quoted or not")
    void reads() throws Exception {
        assertEquals(List.of(new Row(1, List.of("a", "b")), new Row(2, List.of("1", "2;3"))), rows("a,b\r\n1,2;3"));
        assertEquals(List.of(new Row(1, List.of("a", "b")), new Row(2, List.of("1", "2,3"))), rows("a;b\n1;2,3\n"));
        assertEquals(List.of(new Row(1, List.of("ä", "b"))), rows("\uFEFFä;b"));
        assertEquals(
                List.of(
                        new Row(1, List.of("a;b", "c\"d")),
                        new Row(2, List.of("two\r\nlines", "")),
                        new Row(5, List.of("x", "y"))),
                rows("\"a;b\",\"c\"\"d\"\r\n\"two\r\nlines\",\r\n\r\nx,y"));
        assertEquals(List.of(), rows(""));
    }

    @ParameterizedTest(name = "A-2 is no CSV: {0}")
    @ValueSource(strings = {"a,\"b", "a\"b,c", "\"a\"b,c"})
    void refuses(String text) {
        assertThrows(MalformedCsvException.class, () -> rows(text));
    }

    @Test
    @DisplayName("A-2 a cell and a row have an end, and what is no UTF-8 is told")
    void bounds() {
        assertThrows(MalformedCsvException.class, () -> rows("a".repeat(CsvReader.CELL + 1)));
        assertThrows(MalformedCsvException.class, () -> rows(",".repeat(60)));
        assertThrows(CharacterCodingException.class, () -> rows("Müller,a\n".getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static List<Row> rows(String text) throws IOException, MalformedCsvException {
        return rows(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Row> rows(byte[] bytes) throws IOException, MalformedCsvException {
        CsvReader reader = new CsvReader(new ByteArrayInputStream(bytes));
        List<Row> rows = new ArrayList<>();
        Optional<Row> row = reader.next();
        while (row.isPresent()) {
            rows.add(row.get());
            row = reader.next();
        }
        return rows;
    }
}
