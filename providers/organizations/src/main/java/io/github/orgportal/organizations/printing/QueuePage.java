package io.github.orgportal.organizations.printing;

import io.github.orgportal.organizations.letter.LetterPosition;
import java.util.List;
import java.util.Optional;

/**
 * A page of the queue.
 *
 * @param items its letters
 * @param next where the next one begins; none on the last one
 */
public record QueuePage(List<QueuedLetter> items, Optional<LetterPosition> next) {
    /** Copies the list. */
    public QueuePage {
        items = List.copyOf(items);
    }
}
