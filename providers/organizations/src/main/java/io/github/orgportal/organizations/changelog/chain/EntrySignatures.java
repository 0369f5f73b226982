package io.github.orgportal.organizations.changelog.chain;

import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.SecretBoxException;

/**
 * Signs the entries of a chain: each signature covers all columns of the entry and the signature before it. Without the key nobody can
 * make one; with all rows at hand nobody can alter, move, add or remove one but at the end.
 *
 * @param box the installation's keys; after a rotation, older entries are verified with the older keys
 */
public record EntrySignatures(SecretBox box) {
    /** What stands for the signature before the first entry. */
    public static final String START = "start";

    private static final String PURPOSE = "change-log";

    /**
     * Signs an entry.
     *
     * @param previous the signature of the entry before it, or {@link #START}
     * @return at most 77 characters
     */
    public String sign(String previous, Entry entry) {
        return box.sign(PURPOSE, parts(previous, entry));
    }

    /**
     * Whether an entry follows another one.
     *
     * @param previous the signature of the other one, or {@link #START}
     * @throws SecretBoxException if the entry was signed with a key that the key file does not hold
     */
    public boolean verify(String signature, String previous, Entry entry) {
        return box.verify(signature, PURPOSE, parts(previous, entry));
    }

    /** Every column: what is not listed here could be altered unseen. */
    private static String[] parts(String previous, Entry entry) {
        return new String[] {
            previous,
            entry.chainId(),
            Long.toString(entry.sequence()),
            entry.realmId(),
            Long.toString(entry.changedAt()),
            entry.actorKind(),
            entry.actorId(),
            entry.actorName(),
            entry.action(),
            entry.subjectKind(),
            entry.subjectId(),
            entry.subjectName(),
            entry.before(),
            entry.after(),
            entry.reason()
        };
    }
}
