package io.github.orgportal.organizations.application;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 * @param items those of the part
 */
public record ApplicationPage(long total, List<Application> items) {
    /** Copies the list. */
    public ApplicationPage {
        items = List.copyOf(items);
    }
}
