package io.github.orgportal.administration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV (RFC 4180) in UTF-8, with or without byte order mark, row by row. Cells are divided by semicolons if the first row has one
 * outside of quotation marks, else by commas: spreadsheets of different countries write both.
 */
final class CsvReader {
    /** Characters of a cell. */
    static final int CELL = 2000;

    private static final int CELLS = 50;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final char QUOTE = '"';
    private static final int END = -1;

    private final BufferedReader reader;
    private char separator = ',';
    private boolean begun;
    private long line = 1;

    CsvReader(InputStream stream) {
        // what is no UTF-8 is an error and not a question mark in somebody's name
        this.reader = new BufferedReader(new InputStreamReader(
                stream,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /**
     * A row.
     *
     * @param line where it begins, from 1
     * @param cells what stands in it
     */
    record Row(long line, List<String> cells) {}

    /**
     * The next row that is not empty.
     *
     * @return none at the end
     * @throws MalformedCsvException if it is no CSV
     * @throws IOException if it cannot be read, or is no UTF-8
     */
    Optional<Row> next() throws IOException, MalformedCsvException {
        if (!begun) {
            begin();
        }
        while (true) {
            long first = line;
            reader.mark(1);
            if (reader.read() == END) {
                return Optional.empty();
            }
            reader.reset();
            List<String> cells = row();
            if (cells.size() > 1 || !cells.get(0).isBlank()) {
                return Optional.of(new Row(first, cells));
            }
        }
    }

    private void begin() throws IOException {
        begun = true;
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        reader.mark(CELL * 2);
        boolean quoted = false;
        for (int i = 0; i < CELL; i++) {
            int c = reader.read();
            if (c == QUOTE) {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                separator = ';';
            }
            if (c == END || (c == '\n' && !quoted)) {
                break;
            }
        }
        reader.reset();
    }

    private List<String> row() throws IOException, MalformedCsvException {
        List<String> cells = new ArrayList<>();
        int end;
        do {
            StringBuilder cell = new StringBuilder();
            reader.mark(1);
            end = reader.read() == QUOTE ? quoted(cell) : plain(cell);
            if (cells.size() == CELLS) {
                throw new MalformedCsvException(line);
            }
            cells.add(cell.toString());
        } while (end == separator);
        return cells;
    }

    private int plain(StringBuilder cell) throws IOException, MalformedCsvException {
        reader.reset();
        int c = reader.read();
        while (c != separator && c != END && c != '\n') {
            if (c == QUOTE) {
                throw new MalformedCsvException(line);
            }
            append(cell, c);
            c = reader.read();
        }
        int last = cell.length() - 1;
        if (c == '\n' && last >= 0 && cell.charAt(last) == '\r') {
            cell.setLength(last);
        }
        if (c == '\n') {
            line++;
        }
        return c;
    }

    private int quoted(StringBuilder cell) throws IOException, MalformedCsvException {
        while (true) {
            int c = reader.read();
            if (c == END) {
                throw new MalformedCsvException(line);
            }
            if (c == QUOTE) {
                c = reader.read();
                if (c != QUOTE) {
                    return behindQuote(c);
                }
            } else if (c == '\n') {
                line++;
            }
            append(cell, c);
        }
    }

    private int behindQuote(int next) throws IOException, MalformedCsvException {
        int c = next == '\r' ? reader.read() : next;
        if (c == '\n') {
            line++;
        } else if (c != separator && c != END) {
            throw new MalformedCsvException(line);
        }
        return c;
    }

    private void append(StringBuilder cell, int c) throws MalformedCsvException {
        if (cell.length() == CELL) {
            throw new MalformedCsvException(line);
        }
        cell.append((char) c);
    }
}
