package io.github.orgportal.organizations.changelog.verification;

import io.github.orgportal.organizations.changelog.chain.Entry;

/**
 * A row of the log.
 *
 * @param entry what it says
 * @param signature what stands there as its signature
 */
record StoredEntry(Entry entry, String signature) {
    long number() {
        return entry.sequence();
    }
}
