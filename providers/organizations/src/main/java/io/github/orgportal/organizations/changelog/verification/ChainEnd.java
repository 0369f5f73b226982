package io.github.orgportal.organizations.changelog.verification;

import io.github.orgportal.organizations.changelog.chain.EntrySignatures;

/**
 * Where a chain ends.
 *
 * @param number of the last entry; 0 if there is none
 * @param signature of the last entry
 */
record ChainEnd(long number, String signature) {
    static final ChainEnd NONE = new ChainEnd(0, EntrySignatures.START);
}
