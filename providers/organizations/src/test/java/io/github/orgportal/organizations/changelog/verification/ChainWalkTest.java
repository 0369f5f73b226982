package io.github.orgportal.organizations.changelog.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.orgportal.organizations.changelog.chain.Entry;
import io.github.orgportal.organizations.changelog.chain.EntrySignatures;
import io.github.orgportal.organizations.changelog.verification.Fault.Kind;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainWalkTest {
    private static final int LENGTH = 10;

    private final EntrySignatures signatures = WrittenChain.signatures(WrittenChain.KEY);
    private final WrittenChain chain = new WrittenChain("o").append(signatures, LENGTH);

    @ParameterizedTest(name = "G-3 a chain of {0} entries that nobody touched is whole")
    @ValueSource(ints = {0, 1, 2, 3, 4, 100})
    void whole(int length) {
        WrittenChain written = new WrittenChain("o").append(signatures, length);

        Verdict verdict = walk(written, signatures, ChainEnd.NONE);

        assertEquals(Optional.empty(), verdict.fault());
        assertEquals(written.end(), verdict.end());
    }

    @Test
    @DisplayName("G-3 a chain stays whole over a rotation of the keys, and tells a key that is not there")
    void rotated() {
        EntrySignatures rotated = WrittenChain.signatures(WrittenChain.key("k2", 'b'), WrittenChain.KEY);
        chain.append(rotated, 5);

        assertTrue(walk(chain, rotated, ChainEnd.NONE).isWhole());
        Fault fault = walk(chain, signatures, ChainEnd.NONE).fault().orElseThrow();
        assertEquals(Kind.ALTERED, fault.kind());
        assertEquals(LENGTH + 1, fault.number());
        assertTrue(fault.text().contains("No key with the id 'k2'"), fault::text);
    }

    static Stream<String> columns() {
        return Arrays.stream(Entry.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(column -> !column.equals("sequence"));
    }

    @ParameterizedTest(name = "G-3 an altered {0} is found, wherever it is")
    @MethodSource("columns")
    void everyColumn(String column) throws ReflectiveOperationException {
        for (int number = 1; number <= LENGTH; number++) {
            WrittenChain altered = new WrittenChain("o").append(signatures, LENGTH);
            StoredEntry row = altered.row(number);
            altered.put(new StoredEntry(altered(row.entry(), column), row.signature()));

            assertFault(Kind.ALTERED, number, altered);
        }
    }

    private static Entry altered(Entry entry, String column) throws ReflectiveOperationException {
        RecordComponent[] components = Entry.class.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(entry, components[i]);
            if (components[i].getName().equals(column)) {
                values[i] = values[i] instanceof Long number ? (Object) (number + 1) : values[i] + "x";
            }
        }
        Constructor<Entry> constructor = Entry.class.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        return constructor.newInstance(values);
    }

    private static Object value(Entry entry, RecordComponent component)
            throws IllegalAccessException, InvocationTargetException {
        return component.getAccessor().invoke(entry);
    }

    @ParameterizedTest(name = "G-3 a signature altered to {0} is found")
    @ValueSource(strings = {"", "k1:", "k1:AAAA", "k9:AAAA", "nonsense"})
    void signature(String text) {
        chain.put(new StoredEntry(chain.row(5).entry(), text));

        assertFault(Kind.ALTERED, 5, chain);
    }

    @ParameterizedTest(name = "G-3 entry {0} is missed")
    @ValueSource(ints = {1, 2, 5, 9})
    void removed(int number) {
        chain.remove(number);

        Fault fault = assertFault(Kind.MISSING, number, chain);
        assertEquals("entry %d is gone".formatted(number), fault.text());
    }

    @Test
    @DisplayName("G-3 entries that were taken out are missed though the others were numbered anew, and the end too")
    void removedAndNumberedAnew() {
        chain.remove(4);
        chain.remove(5);
        chain.shift(6, -2);
        assertFault(Kind.MISSING, 4, chain);

        chain.endsAt(LENGTH - 2, chain.end().signature());
        Fault fault = assertFault(Kind.MISSING, 4, chain);
        assertEquals("entries 4 to 5 are gone, and those behind were numbered anew", fault.text());
    }

    @Test
    @DisplayName("G-3 the last but one is missed though the last one was numbered anew")
    void lastButOne() {
        chain.remove(LENGTH - 1);
        chain.shift(LENGTH, -1);

        assertFault(Kind.MISSING, LENGTH - 1, chain);
    }

    @Test
    @DisplayName("G-3 an added entry is found: between others, behind the end, at a number that none has")
    void added() {
        chain.shift(4, 1);
        chain.put(new StoredEntry(
                WrittenChain.entry("o", 4, "forged"), chain.row(5).signature()));
        assertFault(Kind.ADDED, 4, chain);

        WrittenChain longer = new WrittenChain("o").append(signatures, LENGTH);
        longer.put(new StoredEntry(
                WrittenChain.entry("o", LENGTH + 1, "forged"), longer.end().signature()));
        assertFault(Kind.ADDED, LENGTH + 1, longer);

        WrittenChain farther = new WrittenChain("o").append(signatures, LENGTH);
        farther.put(new StoredEntry(WrittenChain.entry("o", 99, "forged"), "k1:AAAA"));
        assertFault(Kind.ADDED, 99, farther);

        WrittenChain below = new WrittenChain("o").append(signatures, LENGTH);
        below.put(new StoredEntry(WrittenChain.entry("o", 0, "forged"), "k1:AAAA"));
        assertFault(Kind.ADDED, 0, below);
    }

    @Test
    @DisplayName("G-3 an entry of another organization is no entry of this one")
    void transplanted() {
        WrittenChain other = new WrittenChain("p").append(signatures, LENGTH);
        StoredEntry row = other.row(5);
        chain.put(new StoredEntry(WrittenChain.entry("o", 5, "because"), row.signature()));

        assertFault(Kind.ALTERED, 5, chain);
    }

    @Test
    @DisplayName(
            "G-3 entries that changed places are found: neighbours, others, the last two, one that was moved up or down")
    void moved() {
        swap(chain, 4, 5);
        assertFault(Kind.MOVED, 4, chain);

        WrittenChain apart = new WrittenChain("o").append(signatures, LENGTH);
        swap(apart, 2, 8);
        assertFault(Kind.MOVED, 2, apart);

        WrittenChain last = new WrittenChain("o").append(signatures, LENGTH);
        swap(last, LENGTH - 1, LENGTH);
        assertFault(Kind.MOVED, LENGTH - 1, last);

        WrittenChain up = new WrittenChain("o").append(signatures, LENGTH);
        StoredEntry eighth = up.row(8);
        up.remove(8);
        for (int number = 7; number >= 3; number--) {
            up.move(number, number + 1);
        }
        up.put(new StoredEntry(eighth.entry().numbered(3), eighth.signature()));
        assertFault(Kind.MOVED, 3, up);

        WrittenChain down = new WrittenChain("o").append(signatures, LENGTH);
        StoredEntry third = down.row(3);
        down.remove(3);
        for (int number = 4; number <= 8; number++) {
            down.move(number, number - 1);
        }
        down.put(new StoredEntry(third.entry().numbered(8), third.signature()));
        assertFault(Kind.MOVED, 3, down);

        WrittenChain away = new WrittenChain("o").append(signatures, LENGTH);
        away.move(3, 99);
        assertFault(Kind.MOVED, 3, away);
    }

    private static void swap(WrittenChain chain, int one, int two) {
        StoredEntry first = chain.row(one);
        StoredEntry second = chain.row(two);
        chain.put(new StoredEntry(first.entry().numbered(two), first.signature()));
        chain.put(new StoredEntry(second.entry().numbered(one), second.signature()));
    }

    @Test
    @DisplayName("G-3 a cut end is found; if its row was rewound too, by the kept list alone")
    void cut() {
        ChainEnd kept = chain.end();
        chain.remove(LENGTH);
        chain.remove(LENGTH - 1);
        assertFault(Kind.CUT, LENGTH - 1, chain);

        chain.endsAt(LENGTH - 2, chain.row(LENGTH - 2).signature());
        assertTrue(walk(chain, signatures, ChainEnd.NONE).isWhole());
        assertEquals(
                Kind.CUT, walk(chain, signatures, kept).fault().orElseThrow().kind());

        chain.append(WrittenChain.signatures(WrittenChain.KEY, WrittenChain.key("k2", 'b')), 1);
        Fault fault = walk(chain, signatures, new ChainEnd(LENGTH - 1, kept.signature()))
                .fault()
                .orElseThrow();
        assertEquals(Kind.ALTERED, fault.kind());
        assertEquals(LENGTH - 1, fault.number());
    }

    @Test
    @DisplayName("G-3 a row of the chain that was rewound, altered or removed is found")
    void rewound() {
        chain.endsAt(LENGTH - 3, chain.row(LENGTH - 3).signature());
        assertFault(Kind.END_ALTERED, LENGTH - 2, chain);

        chain.endsAt(LENGTH, "k1:AAAA");
        assertFault(Kind.END_ALTERED, LENGTH, chain);

        assertEquals(
                Kind.END_ALTERED,
                new ChainWalk(signatures, "o", chain.entries(), Optional.empty(), ChainEnd.NONE)
                        .walk()
                        .fault()
                        .orElseThrow()
                        .kind());
        assertEquals(
                Kind.MISSING,
                new ChainWalk(signatures, "o", number -> java.util.List.of(), Optional.empty(), ChainEnd.NONE)
                        .walk()
                        .fault()
                        .orElseThrow()
                        .kind());
    }

    private Fault assertFault(Kind kind, long number, WrittenChain broken) {
        Fault fault = walk(broken, signatures, ChainEnd.NONE).fault().orElseThrow();
        assertEquals(kind, fault.kind(), fault::toString);
        assertEquals(number, fault.number(), fault::toString);
        return fault;
    }

    private static Verdict walk(WrittenChain chain, EntrySignatures signatures, ChainEnd kept) {
        return new ChainWalk(signatures, chain.id(), chain.entries(), Optional.of(chain.end()), kept).walk();
    }
}
