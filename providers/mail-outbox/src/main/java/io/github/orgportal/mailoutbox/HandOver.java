package io.github.orgportal.mailoutbox;

import java.util.Optional;
import org.keycloak.models.AbstractKeycloakTransaction;

/**
 * Gives a mail to the senders of this node once the caller's transaction is through. A place in the lane is reserved at the
 * beginning, because it decides how the row is written: claimed by this node, or by nobody.
 */
final class HandOver extends AbstractKeycloakTransaction {
    private final Outbox outbox;
    private final Lane lane;
    private Optional<QueuedMail> mail = Optional.empty();
    private int places;

    HandOver(Outbox outbox, SmtpServer server) {
        this.outbox = outbox;
        this.lane = outbox.lane(server);
    }

    @Override
    protected void beginImpl() {
        places = lane.reserve(1);
    }

    /** Whether this node will send the mail, as far as it can tell now. */
    boolean hasPlace() {
        return places == 1;
    }

    void carry(QueuedMail claimed) {
        mail = Optional.of(claimed);
    }

    @Override
    protected void commitImpl() {
        outbox.metrics().queued();
        if (mail.isPresent() && hasPlace()) {
            outbox.put(lane, mail.get());
        } else {
            lane.giveBack(places);
        }
    }

    @Override
    protected void rollbackImpl() {
        lane.giveBack(places);
        mail.ifPresent(unsent -> outbox.letGo(unsent.content()));
    }
}
