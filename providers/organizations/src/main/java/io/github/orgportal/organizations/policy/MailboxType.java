package io.github.orgportal.organizations.policy;

import io.github.orgportal.support.InvalidOptionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mailbox that each organization has, from a {@code portal-mailbox-type} component.
 *
 * @param id the component's name; mailboxes refer to it
 * @param kind whose it is
 * @param position where it stands among the mailbox types
 */
public record MailboxType(String id, Kind kind, int position) implements PortalComponent {
    /** Whose a mailbox is. */
    public enum Kind {
        /** Each account's own. */
        PERSONAL,
        /** Shared by the accounts that are assigned to it. */
        GROUP
    }

    private static final Option<Optional<Kind>> KIND =
            Option.choice("kind", "Kind", "PERSONAL: each account's own. GROUP: shared by those assigned.", Kind.class);

    static final List<Option<?>> OPTIONS = List.of(KIND, Position.OPTION);

    static MailboxType of(String id, Map<String, List<String>> config) throws InvalidOptionException {
        Kind kind = KIND.read(config)
                .orElseThrow(() -> new InvalidOptionException("%s is '', allowed is one of %s"
                        .formatted(KIND.key(), String.join(", ", KIND.property().getOptions()))));
        return new MailboxType(id, kind, Position.OPTION.read(config));
    }

    /** The key of the text that people read, in the realm's localization texts. */
    public String labelKey() {
        return "portalMailboxType." + id;
    }
}
