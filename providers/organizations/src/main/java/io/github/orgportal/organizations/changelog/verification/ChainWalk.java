package io.github.orgportal.organizations.changelog.verification;

import io.github.orgportal.organizations.changelog.chain.EntrySignatures;
import io.github.orgportal.organizations.changelog.verification.Fault.Kind;
import io.github.orgportal.support.SecretBoxException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Walks a chain from its first entry to its end, and says what is wrong with the first one that does not follow. Holds a few rows at a
 * time.
 *
 * <p>What was done to a broken chain follows from the signatures that are still genuine: the entry that follows the last good one may
 * stand elsewhere, and the entry behind the broken one may still follow its signature. Whoever alters much can make it tell another
 * story, but not that the chain is whole.
 */
final class ChainWalk {
    /** So many entries are tried for, where some were taken out and the others numbered anew. */
    private static final int GAP_AT_MOST = 10_000;

    private final EntrySignatures signatures;
    private final String chainId;
    private final Entries entries;
    private final Optional<ChainEnd> end;
    private final ChainEnd kept;

    /**
     * Ready to walk.
     *
     * @param end what the chain's own row says; nothing if it has none
     * @param kept what was noted elsewhere at an earlier time, or {@link ChainEnd#NONE}
     */
    ChainWalk(EntrySignatures signatures, String chainId, Entries entries, Optional<ChainEnd> end, ChainEnd kept) {
        this.signatures = signatures;
        this.chainId = chainId;
        this.entries = entries;
        this.end = end;
        this.kept = kept;
    }

    Verdict walk() {
        ChainEnd good = ChainEnd.NONE;
        List<StoredEntry> rows = entries.after(Long.MIN_VALUE);
        while (!rows.isEmpty()) {
            for (StoredEntry row : rows) {
                Optional<Fault> fault = fault(row, good);
                if (fault.isPresent()) {
                    return new Verdict(chainId, good, fault);
                }
                good = new ChainEnd(row.number(), row.signature());
            }
            rows = entries.after(good.number());
        }
        return new Verdict(chainId, good, faultAtEnd(good));
    }

    private Optional<Fault> fault(StoredEntry row, ChainEnd good) {
        long expected = good.number() + 1;
        if (row.number() < expected) {
            return fault(Kind.ADDED, row.number(), "no entry has this number");
        }
        if (row.number() > expected) {
            return Optional.of(gap(row, good));
        }
        if (!follows(row, good.signature(), expected)) {
            return Optional.of(diagnosis(row, good));
        }
        if (kept.number() == expected && !kept.signature().equals(row.signature())) {
            return fault(Kind.ALTERED, expected, "it is signed, but not the one in the kept list");
        }
        if (end.isPresent() && expected > end.get().number()) {
            return fault(
                    Kind.END_ALTERED,
                    expected,
                    "the chain's row says that it ends at %d, but genuine entries follow"
                            .formatted(end.get().number()));
        }
        return Optional.empty();
    }

    private Optional<Fault> faultAtEnd(ChainEnd good) {
        long next = good.number() + 1;
        if (end.isEmpty() && good.number() == 0) {
            return fault(Kind.MISSING, next, "nothing of this chain is there");
        }
        if (end.isEmpty()) {
            return fault(Kind.END_ALTERED, good.number(), "the chain's row, which says where it ends, is gone");
        }
        if (good.number() < end.get().number()) {
            return fault(Kind.CUT, next, gone(next, end.get().number()) + " at the end");
        }
        if (!good.signature().equals(end.get().signature())) {
            return fault(
                    Kind.END_ALTERED, good.number(), "the signature in the chain's row is not that of its last entry");
        }
        if (good.number() < kept.number()) {
            return fault(
                    Kind.CUT,
                    next,
                    gone(next, kept.number()) + " at the end, as the kept list shows, and the chain's row was rewound");
        }
        return Optional.empty();
    }

    private Fault gap(StoredEntry row, ChainEnd good) {
        long expected = good.number() + 1;
        if (isBeyondEnd(expected)) {
            return new Fault(
                    Kind.ADDED, row.number(), "it stands behind the end of the chain, unsigned by the software");
        }
        OptionalLong elsewhere = Search.from(this, good.number(), good, Optional.empty()).next;
        return elsewhere.isPresent()
                ? new Fault(Kind.MOVED, expected, "it stands at number " + elsewhere.getAsLong())
                : new Fault(Kind.MISSING, expected, gone(expected, row.number() - 1));
    }

    private Fault diagnosis(StoredEntry row, ChainEnd good) {
        long expected = row.number();
        Search search = Search.from(this, expected, good, Optional.of(row));
        if (search.next.isPresent()) {
            long number = search.next.getAsLong();
            return !search.isGenuine && number == expected + 1
                    ? new Fault(Kind.ADDED, expected, "the software never wrote it; those behind it were numbered anew")
                    : new Fault(
                            Kind.MOVED, expected, "it stands at number " + number + ", and another one in its place");
        }
        if (isBeyondEnd(expected)) {
            return new Fault(Kind.ADDED, expected, "it stands behind the end of the chain, unsigned by the software");
        }
        if (search.isGenuine) {
            return new Fault(Kind.MISSING, expected, "it is gone, and another one was moved to its place");
        }
        long taken = takenOut(row);
        if (taken > 0) {
            return new Fault(
                    Kind.MISSING,
                    expected,
                    gone(expected, expected + taken - 1) + ", and those behind were numbered anew");
        }
        return new Fault(Kind.ALTERED, expected, altered(row));
    }

    /** Behind a row that has only moved up, the next one still follows it, at the number that it had. */
    private long takenOut(StoredEntry row) {
        List<StoredEntry> rows = entries.after(row.number());
        if (rows.isEmpty()) {
            return end.filter(last -> last.signature().equals(row.signature()))
                    .map(last -> last.number() - row.number())
                    .orElse(0L);
        }
        StoredEntry behind = rows.get(0);
        for (int taken = 0; taken <= GAP_AT_MOST; taken++) {
            if (follows(behind, row.signature(), row.number() + 1 + taken)) {
                return taken;
            }
        }
        return 0;
    }

    private String altered(StoredEntry row) {
        try {
            signatures.verify(row.signature(), "", row.entry());
            return "its columns or its signature are not what the software wrote";
        } catch (SecretBoxException e) {
            return "its signature cannot be checked: " + e.getMessage();
        }
    }

    private boolean isBeyondEnd(long number) {
        return end.isPresent() && number > end.get().number();
    }

    private boolean follows(StoredEntry row, String previous, long number) {
        try {
            return signatures.verify(row.signature(), previous, row.entry().numbered(number));
        } catch (SecretBoxException e) {
            // signed with an unknown key, or not at all
            return false;
        }
    }

    /** Behind a row that stands where it stood, or one number off because another one was moved past it. */
    private boolean mayFollow(StoredEntry doubtful, StoredEntry before) {
        return follows(doubtful, before.signature(), before.number())
                || follows(doubtful, before.signature(), before.number() + 1);
    }

    private static Optional<Fault> fault(Kind kind, long number, String text) {
        return Optional.of(new Fault(kind, number, text));
    }

    private static String gone(long first, long last) {
        return first == last ? "entry %d is gone".formatted(first) : "entries %d to %d are gone".formatted(first, last);
    }

    /**
     * A look through the rest of the chain.
     *
     * @param next where the entry stands that follows the last good one; nothing if it is gone
     * @param isGenuine whether the doubtful row follows any other row, so was signed by the software for another number
     */
    private record Search(OptionalLong next, boolean isGenuine) {
        static Search from(ChainWalk walk, long number, ChainEnd good, Optional<StoredEntry> doubtful) {
            OptionalLong next = OptionalLong.empty();
            boolean genuine = false;
            List<StoredEntry> rows = walk.entries.after(number);
            while (!rows.isEmpty()) {
                for (StoredEntry row : rows) {
                    if (next.isEmpty() && walk.follows(row, good.signature(), good.number() + 1)) {
                        next = OptionalLong.of(row.number());
                    }
                    genuine = genuine
                            || doubtful.filter(found -> walk.mayFollow(found, row))
                                    .isPresent();
                }
                rows = walk.entries.after(rows.get(rows.size() - 1).number());
            }
            return new Search(next, genuine);
        }
    }
}
