package io.github.orgportal.mailoutbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Looks into the database: keeps what is leaving, removes what has expired, and claims what is due. While there is more than the
 * lanes can hold, most looks only fill them up again. For one thread only.
 */
final class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final int AT_ONCE = 100;

    /** How many times the lanes are filled up in the time from one look around to the next. */
    static final int REFILLS = 10;

    private final Outbox outbox;
    private List<String> unfinishedRealms = List.of();
    private int refills;

    Sweep(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Returns whether there is more to claim as soon as the lanes have room again. */
    boolean run() {
        List<String> realms = unfinishedRealms;
        if (realms.isEmpty() || refills == REFILLS) {
            realms = lookAround();
            refills = 0;
        }
        refills++;
        // If this fails, the next run looks around.
        unfinishedRealms = List.of();
        unfinishedRealms = realms.stream().filter(this::claimDue).toList();
        return !unfinishedRealms.isEmpty();
    }

    /** Returns the realms with mails. */
    private List<String> lookAround() {
        forgetWhatLeft();
        inTransaction(this::prolongWhatIsLeaving);
        inTransaction(this::removeWhatExpired);
        outbox.forgetUnusedLanes();
        return KeycloakModelUtils.runJobInTransactionWithResult(outbox.sessions(), this::backlogs).stream()
                .map(MailStore.Backlog::realmId)
                .toList();
    }

    /** Deletes the rows of mails that a server has accepted. */
    void forgetWhatLeft() {
        List<String> mailIds = List.copyOf(outbox.left());
        if (!mailIds.isEmpty()) {
            inTransaction(session -> new MailStore(session).delete(mailIds));
            mailIds.forEach(outbox.left()::remove);
        }
    }

    private void prolongWhatIsLeaving(KeycloakSession session) {
        Duration lease = outbox.settings().lease();
        for (QueuedMail mail : outbox.leaving()) {
            long now = Time.currentTimeMillis();
            long until = now + lease.toMillis();
            if (mail.claimedUntil() - now < lease.toMillis() / 2
                    && new MailStore(session).prolong(mail.id(), mail.claimedUntil(), until)) {
                mail.claimedUntil(until);
            }
        }
    }

    private void removeWhatExpired(KeycloakSession session) {
        int expired = new MailStore(session).deleteExpired(Time.currentTimeMillis());
        if (expired > 0) {
            LOG.infof("%d mails expired before they could leave", expired);
            outbox.metrics().expired(expired);
        }
    }

    private List<MailStore.Backlog> backlogs(KeycloakSession session) {
        List<MailStore.Backlog> backlogs = new MailStore(session).backlogs();
        long now = Time.currentTimeMillis();
        long mails = backlogs.stream().mapToLong(MailStore.Backlog::mails).sum();
        long oldest =
                backlogs.stream().mapToLong(MailStore.Backlog::oldestAt).min().orElse(now);
        outbox.metrics().backlog(mails, Math.max(0, now - oldest) / 1000);
        return backlogs;
    }

    /** Returns whether the lane is full and moves, so that it is worth coming back soon. */
    private boolean claimDue(String realmId) {
        Optional<Lane> lane =
                KeycloakModelUtils.runJobInTransactionWithResult(outbox.sessions(), session -> lane(session, realmId));
        if (lane.isEmpty()) {
            return false;
        }
        int places = lane.get().reserve(AT_ONCE);
        while (places > 0) {
            if (claim(realmId, lane.get(), places) < places) {
                return false;
            }
            places = lane.get().reserve(AT_ONCE);
        }
        return !lane.get().isPaused();
    }

    private Optional<Lane> lane(KeycloakSession session, String realmId) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm == null) {
            new MailStore(session).deleteOfRealm(realmId);
            return Optional.empty();
        }
        return Optional.of(outbox.lane(SmtpServer.of(realmId, realm.getSmtpConfig())));
    }

    /** Returns how many mails were due; another node may have been faster with some of them */
    private int claim(String realmId, Lane lane, int places) {
        List<QueuedMail> claimed = new ArrayList<>();
        int due;
        int used = 0;
        try {
            due = KeycloakModelUtils.runJobInTransactionWithResult(
                    outbox.sessions(), session -> claim(session, realmId, places, claimed));
            for (QueuedMail mail : claimed) {
                used++;
                outbox.put(lane, mail);
            }
        } finally {
            lane.giveBack(places - used);
        }
        return due;
    }

    private int claim(KeycloakSession session, String realmId, int most, List<QueuedMail> claimed) {
        MailStore store = new MailStore(session);
        long now = Time.currentTimeMillis();
        long until = now + outbox.settings().lease().toMillis();
        List<MailStore.DueMail> due = store.due(realmId, now, most);
        for (MailStore.DueMail mail : due) {
            if (store.claim(mail.id(), until, now)) {
                claimed.add(new QueuedMail(
                        mail.id(),
                        realmId,
                        mail.createdAt(),
                        mail.expiresAt(),
                        mail.tries(),
                        until,
                        Optional.empty(),
                        Optional.empty()));
            }
        }
        return due.size();
    }

    private void inTransaction(org.keycloak.models.KeycloakSessionTask work) {
        KeycloakModelUtils.runJobInTransaction(outbox.sessions(), work);
    }
}
