package io.github.orgportal.organizations.mailbox;

import java.util.List;
import java.util.Optional;

/**
 * A group mailbox of an organization.
 *
 * @param type one of the realm's mailbox types
 * @param notificationAddress where it is told that a message arrived; none if nobody set one
 * @param accountIds who is assigned to it
 */
public record Mailbox(String type, Optional<String> notificationAddress, List<String> accountIds) {
    /** Copies the list. */
    public Mailbox {
        accountIds = List.copyOf(accountIds);
    }
}
