package io.github.orgportal.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CsvLineTest {
    @Test
    @DisplayName("G-2 a cell that a spreadsheet would take for a formula begins with an apostrophe")
    void defuses() {
        assertEquals("'=1,'+1,'-1,'@x,a=1\r\n", CsvLine.of(List.of("=1", "+1", "-1", "@x", "a=1")));
    }

    @Test
    @DisplayName("G-2 so does what becomes a cell where cells end with a semicolon, a tab or a line, in quotes or not")
    void defusesWhatIsCutAnotherWay() {
        assertEquals("\"x;'=1\"\r\n", CsvLine.of(List.of("x;=1")));
        assertEquals("\"x;\"\"'=1+1;y\"\r\n", CsvLine.of(List.of("x;\"=1+1;y")));
        assertEquals("\"x\r'\r'=1\"\r\n", CsvLine.of(List.of("x\r\r=1")));
        assertEquals("\"x\n'\r'=1\"\r\n", CsvLine.of(List.of("x\n\r=1")));
        assertEquals("\"x\r\n'=1\"\r\n", CsvLine.of(List.of("x\r\n=1")));
        assertEquals("x\t'=1\r\n", CsvLine.of(List.of("x\t=1")));
    }
}
