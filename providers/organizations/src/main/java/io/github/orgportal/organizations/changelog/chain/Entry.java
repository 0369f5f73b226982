package io.github.orgportal.organizations.changelog.chain;

/**
 * An entry of the log as its row holds it, without its signature.
 *
 * @param chainId of the organization, or of the realm for what concerns none
 * @param sequence 1 for the first entry of a chain, without gaps
 * @param realmId of the realm
 * @param changedAt milliseconds since 1970 UTC
 * @param actorKind in which capacity somebody acted
 * @param actorId who
 * @param actorName the login name at the time
 * @param action what was done
 * @param subjectKind what kind of thing it was done to
 * @param subjectId to whom or what
 * @param subjectName login name, or number, at the time
 * @param before JSON object
 * @param after JSON object
 * @param reason why; may be empty
 */
public record Entry(
        String chainId,
        long sequence,
        String realmId,
        long changedAt,
        String actorKind,
        String actorId,
        String actorName,
        String action,
        String subjectKind,
        String subjectId,
        String subjectName,
        String before,
        String after,
        String reason) {
    /** The same entry, had it another number. */
    public Entry numbered(long other) {
        return new Entry(
                chainId,
                other,
                realmId,
                changedAt,
                actorKind,
                actorId,
                actorName,
                action,
                subjectKind,
                subjectId,
                subjectName,
                before,
                after,
                reason);
    }
}
