package io.github.orgportal.organizations.changelog.verification;

import java.util.Optional;

/**
 * What was found in a chain.
 *
 * @param chainId of the chain
 * @param end the last entry that was found good
 * @param fault what is wrong after it; nothing if the chain is whole
 */
record Verdict(String chainId, ChainEnd end, Optional<Fault> fault) {
    boolean isWhole() {
        return fault.isEmpty();
    }
}
