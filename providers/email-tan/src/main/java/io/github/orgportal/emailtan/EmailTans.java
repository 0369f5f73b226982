package io.github.orgportal.emailtan;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.orgportal.emailtan.TanState.Answer;
import io.github.orgportal.emailtan.TanState.Checked;
import io.github.orgportal.emailtan.TanState.Tan;
import io.github.orgportal.support.SecretBox;
import io.github.orgportal.support.TrackedDelivery;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Sends the TANs of one login and holds entries against them. */
final class EmailTans {
    private final KeycloakSession session;
    private final SecretBox box;
    private final EmailTanConfig config;
    private final TanLogin login;
    private final String key;

    EmailTans(KeycloakSession session, SecretBox box, EmailTanConfig config, TanLogin login) {
        this.session = session;
        this.box = box;
        this.config = config;
        this.login = login;
        this.key = login.key(box);
    }

    /**
     * Whether a mail was sent, and if not, why.
     *
     * @param result what happened
     * @param tan the TAN that is out now; empty if none is
     * @param until the time of the pause or of the next possible mail, else 0
     */
    record Mailed(Result result, Optional<Tan> tan, long until) {
        enum Result {
            SENT,
            PAUSED,
            MAIL_LIMIT,
            TOO_EARLY,
            EXPIRED
        }
    }

    /**
     * What came of an entry.
     *
     * @param answer right or wrong, and what follows
     * @param triesLeft in this login
     * @param pausedUntil for the answers that speak of a pause
     * @param tanId the TAN that it was held against; empty if there was none
     */
    record Verdict(Answer answer, int triesLeft, long pausedUntil, String tanId) {}

    /** The login's TAN as it is. One statement. */
    Optional<Tan> current() {
        return new TanAccounts(session).read(login.userId()).valid(key, Time.currentTimeSeconds());
    }

    /** The first mail of a login. Two statements, beside those of the sender. */
    Mailed start(TanMail mail) throws EmailException {
        // A TAN of the login before, in the same tab, is none of this login's.
        return send(mail, new TanAccounts(session).lock(login.realmId(), login.userId()), Optional.empty());
    }

    /** Another mail of the same login, with a new TAN. Wrong tries stay counted. */
    Mailed resend(TanMail mail) throws EmailException {
        TanAccounts.Locked account = new TanAccounts(session).lock(login.realmId(), login.userId());
        long now = Time.currentTimeSeconds();
        Optional<Tan> before =
                account.state().valid(key, now).filter(tan -> !tan.used() && tan.wrong() < config.triesPerLogin());
        if (before.isEmpty()) {
            return new Mailed(Mailed.Result.EXPIRED, Optional.empty(), 0);
        }
        if (account.state().paused(now)) {
            return new Mailed(Mailed.Result.PAUSED, before, account.state().pausedUntil());
        }
        Tan tan = before.get();
        boolean takenBack = TrackedDelivery.of(session)
                .map(tracked -> tracked.withdraw(tan.mailId()))
                .orElse(false);
        if (takenBack) {
            account.change(state -> state.withdrawn(tan));
        } else if (now < tan.sentAt() + config.resendAfter()) {
            return new Mailed(Mailed.Result.TOO_EARLY, before, tan.sentAt() + config.resendAfter());
        }
        return send(mail, account, before);
    }

    /**
     * Holds an entry against the login's TAN, in a transaction of its own: the try is counted before anybody learns what it
     * brought, even if the rest of the request fails, and the account's row is locked no longer than needed.
     */
    Verdict check(String digits) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(), session.getContext(), counting -> check(counting, digits), "TAN");
    }

    private Verdict check(KeycloakSession counting, String digits) {
        TanAccounts.Locked account = new TanAccounts(counting).lock(login.realmId(), login.userId());
        long now = Time.currentTimeSeconds();
        Checked checked = account.state().check(key, tan -> matches(tan, digits), now, config);
        account.change(state -> checked.state());
        Optional<Tan> tan = checked.state().valid(key, now);
        return new Verdict(
                checked.answer(),
                config.triesPerLogin() - tan.map(Tan::wrong).orElse(0),
                checked.state().pausedUntil(),
                tan.map(Tan::id).orElse(""));
    }

    private boolean matches(Tan tan, String digits) {
        return MessageDigest.isEqual(
                tan.hash().getBytes(US_ASCII), login.hash(box, tan.id(), digits).getBytes(US_ASCII));
    }

    private Mailed send(TanMail mail, TanAccounts.Locked account, Optional<Tan> before) throws EmailException {
        long now = Time.currentTimeSeconds();
        if (account.state().paused(now)) {
            return new Mailed(Mailed.Result.PAUSED, before, account.state().pausedUntil());
        }
        long nextMailAt = account.state().nextMailAt(now, config);
        if (nextMailAt > now) {
            return new Mailed(Mailed.Result.MAIL_LIMIT, before, nextMailAt);
        }
        String tanId = KeycloakModelUtils.generateId();
        String digits = TanDigits.draw();
        Tan tan = new Tan(
                tanId,
                login.hash(box, tanId, digits),
                now,
                now + config.lifespan(),
                before.map(Tan::wrong).orElse(0),
                mail.send(digits, Duration.ofSeconds(config.lifespan())),
                false);
        account.change(state -> state.sent(key, tan, now, config));
        return new Mailed(Mailed.Result.SENT, Optional.of(tan), 0);
    }
}
