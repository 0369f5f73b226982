package io.github.orgportal.organizations.changelog.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.orgportal.organizations.changelog.chain.Entry;
import io.github.orgportal.organizations.changelog.chain.EntrySignatures;
import io.github.orgportal.support.SecretKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/** A chain as the software writes it, and what can be done to it behind the software's back. */
final class WrittenChain {
    static final String KEY = key("k1", 'a');

    private final String id;
    private final List<StoredEntry> rows = new ArrayList<>();
    private ChainEnd end = ChainEnd.NONE;

    WrittenChain(String id) {
        this.id = id;
    }

    static String key(String keyId, char fill) {
        return keyId + ":"
                + Base64.getEncoder()
                        .encodeToString(Character.toString(fill).repeat(32).getBytes(UTF_8)) + "\n";
    }

    static EntrySignatures signatures(String... keys) {
        try {
            Path file = Files.createTempFile("portal", "keys");
            Files.writeString(file, String.join("", keys));
            EntrySignatures signatures = new EntrySignatures(SecretKeys.openBox(file));
            Files.delete(file);
            return signatures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WrittenChain append(EntrySignatures signatures, int count) {
        for (int i = 0; i < count; i++) {
            Entry entry = entry(id, end.number() + 1, "because");
            end = new ChainEnd(entry.sequence(), signatures.sign(end.signature(), entry));
            rows.add(new StoredEntry(entry, end.signature()));
        }
        return this;
    }

    static Entry entry(String chain, long number, String reason) {
        return new Entry(
                chain,
                number,
                "realm",
                1_000 + number,
                "ADMINISTRATOR",
                "a-" + number % 3,
                "kim" + number % 3,
                "LOCKED",
                "ACCOUNT",
                "s-" + number,
                "sam" + number,
                "{}",
                "{\"scope\":\"USER\"}",
                reason);
    }

    String id() {
        return id;
    }

    List<StoredEntry> rows() {
        return List.copyOf(rows);
    }

    ChainEnd end() {
        return end;
    }

    StoredEntry row(int number) {
        return rows.stream().filter(row -> row.number() == number).findFirst().orElseThrow();
    }

    void put(StoredEntry row) {
        rows.removeIf(other -> other.number() == row.number());
        rows.add(row);
        rows.sort(Comparator.comparingLong(StoredEntry::number));
    }

    void remove(int number) {
        rows.removeIf(row -> row.number() == number);
    }

    void move(int from, long to) {
        StoredEntry row = row(from);
        remove(from);
        put(new StoredEntry(row.entry().numbered(to), row.signature()));
    }

    /** All from this number on stand so much further on, without their signatures. */
    void shift(int from, int by) {
        List<StoredEntry> moved =
                rows.stream().filter(row -> row.number() >= from).toList();
        rows.removeAll(moved);
        moved.forEach(row -> put(new StoredEntry(row.entry().numbered(row.number() + by), row.signature())));
    }

    void endsAt(long number, String signature) {
        end = new ChainEnd(number, signature);
    }

    /** Few at a time, so that each test crosses the borders of what is read at once. */
    Entries entries() {
        return number ->
                rows.stream().filter(row -> row.number() > number).limit(3).toList();
    }
}
