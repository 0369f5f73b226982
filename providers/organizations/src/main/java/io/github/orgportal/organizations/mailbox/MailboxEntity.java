package io.github.orgportal.organizations.mailbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mailbox of an organization that somebody was assigned to, or that has an address. Others exist by their type alone. */
@Entity
@Table(name = "PORTAL_MAILBOX")
public class MailboxEntity {
    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "ORGANIZATION_ID", length = 36, nullable = false, updatable = false)
    private String organizationId;

    @Column(name = "TYPE", length = 64, nullable = false, updatable = false)
    private String type;

    @Column(name = "NOTIFICATION_ADDRESS", length = 255)
    private @Nullable String notificationAddress;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected MailboxEntity() {}

    MailboxEntity(String id, String organizationId, String type) {
        this.id = id;
        this.organizationId = organizationId;
        this.type = type;
    }

    String id() {
        return id;
    }

    String type() {
        return type;
    }

    Optional<String> notificationAddress() {
        return Optional.ofNullable(notificationAddress);
    }

    void notifyAt(Optional<String> address) {
        notificationAddress = address.orElse(null);
    }
}
