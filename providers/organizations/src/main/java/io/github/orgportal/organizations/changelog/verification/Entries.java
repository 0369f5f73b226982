package io.github.orgportal.organizations.changelog.verification;

import java.util.List;

/** The rows of one chain. */
@FunctionalInterface
interface Entries {
    /**
     * The next rows by number, however the chain is broken.
     *
     * @param number after which they come
     * @return some, in ascending order; none at the end
     */
    List<StoredEntry> after(long number);
}
