package io.github.orgportal.organizations.changelog.verification;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ends of chains in a file that is kept where nobody with access to the database can alter it: a line of chain, number and
 * signature for each. It shows a chain whose end was cut together with its row.
 *
 * @param ends by chain
 */
record KeptEnds(Map<String, ChainEnd> ends) {
    private static final Pattern LINE = Pattern.compile("(\\S+) (\\d{1,18}) (\\S+)");

    static KeptEnds none() {
        return new KeptEnds(Map.of());
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @throws IOException if it cannot be read or a line is of another form; the message says which
     */
    static KeptEnds read(Path file) throws IOException {
        Map<String, ChainEnd> ends = new TreeMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IOException("%s, line %d: expected 'chain number signature'".formatted(file, number));
            }
            ends.put(matcher.group(1), new ChainEnd(Long.parseLong(matcher.group(2)), matcher.group(3)));
        }
        return new KeptEnds(ends);
    }

    static void write(BufferedWriter writer, Verdict verdict) throws IOException {
        writer.write("%s %d %s\n"
                .formatted(
                        verdict.chainId(), verdict.end().number(), verdict.end().signature()));
    }

    ChainEnd of(String chainId) {
        return ends.getOrDefault(chainId, ChainEnd.NONE);
    }
}
