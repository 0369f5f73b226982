package io.github.orgportal.organizations.account;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 * @param items those of the part
 */
public record AccountPage(long total, List<ListedAccount> items) {
    /** Copies the list. */
    public AccountPage {
        items = List.copyOf(items);
    }
}
