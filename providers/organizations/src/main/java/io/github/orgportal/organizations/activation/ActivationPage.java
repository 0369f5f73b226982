package io.github.orgportal.organizations.activation;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 * @param items those of the part
 */
public record ActivationPage(long total, List<ActivationRequest> items) {
    /** Copies the list. */
    public ActivationPage {
        items = List.copyOf(items);
    }
}
