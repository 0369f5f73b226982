package io.github.orgportal.organizations.mailbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** Somebody who is assigned to a mailbox. It is there or it is not; nothing in it changes. */
@Entity
@Table(name = "PORTAL_MAILBOX_MEMBER")
@IdClass(MailboxMemberEntity.Key.class)
public class MailboxMemberEntity {
    /**
     * The primary key.
     *
     * @param mailboxId of the mailbox
     * @param membershipId who is assigned
     */
    public record Key(String mailboxId, String membershipId) implements Serializable {}

    @Id
    @Column(name = "MAILBOX_ID", length = 36)
    private String mailboxId;

    @Id
    @Column(name = "MEMBERSHIP_ID", length = 36)
    private String membershipId;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected MailboxMemberEntity() {}

    MailboxMemberEntity(String mailboxId, String membershipId) {
        this.mailboxId = mailboxId;
        this.membershipId = membershipId;
    }
}
