package io.github.orgportal.emailtan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is known of one account's TANs. Immutable; a change gives a new state. It knows no database and no clock: every time is
 * handed in, in seconds since 1970.
 *
 * @param wrongInARow wrong TANs since the last right one, over all logins
 * @param pausedUntil before this time the account takes no TAN
 * @param mails when the mails were sent that still count
 * @param logins the TANs that are out, by {@link TanLogin#key}
 */
record TanState(
        @JsonProperty("wrong") int wrongInARow,
        @JsonProperty("paused") long pausedUntil,
        @JsonProperty("mails") List<Long> mails,
        @JsonProperty("logins") Map<String, Tan> logins) {

    /** A row has room for so many, whatever limits are configured; the oldest gives way. */
    private static final int MOST_LOGINS = 10;

    static final TanState NONE = new TanState(0, 0, List.of(), Map.of());

    TanState {
        mails = List.copyOf(mails);
        logins = Map.copyOf(logins);
    }

    /**
     * A TAN that is out.
     *
     * @param id tells this TAN from others of the same login, and is the id in events
     * @param hash keyed hash of the digits, Base64
     * @param sentAt when its mail was handed over
     * @param expiresAt from this time on it is worthless
     * @param wrong wrong tries in this login, over all its TANs
     * @param mailId for {@code TrackedDelivery}; empty if the sender does not track
     * @param used whether it was the right one once
     */
    record Tan(
            @JsonProperty("id") String id,
            @JsonProperty("hash") String hash,
            @JsonProperty("sent") long sentAt,
            @JsonProperty("expires") long expiresAt,
            @JsonProperty("wrong") int wrong,
            @JsonProperty("mail") String mailId,
            @JsonProperty("used") boolean used) {

        private Tan withOneMoreWrong() {
            return new Tan(id, hash, sentAt, expiresAt, wrong + 1, mailId, used);
        }

        private Tan usedUp() {
            return new Tan(id, hash, sentAt, expiresAt, wrong, mailId, true);
        }
    }

    /** The answer to a TAN that somebody entered. */
    enum Answer {
        ACCEPTED,
        /** Wrong, and the login goes on. */
        WRONG,
        /** Wrong, or not looked at: this login has used up its tries. */
        LOGIN_USED_UP,
        /** Wrong, and with it the account used up its tries. */
        ACCOUNT_USED_UP,
        /** Not looked at: the account takes no TAN now. */
        PAUSED,
        /** Not looked at: this login was let in already. */
        USED,
        /** Not looked at: the TAN has expired, or never was. */
        EXPIRED
    }

    /** An answer, and the state that it leaves. */
    record Checked(Answer answer, TanState state) {}

    /** The TAN of a login, if it is still valid. */
    Optional<Tan> valid(String login, long now) {
        return Optional.ofNullable(logins.get(login)).filter(tan -> tan.expiresAt() > now);
    }

    boolean paused(long now) {
        return pausedUntil > now;
    }

    /** When the next mail may leave: {@code now} or earlier, if it may leave at once. */
    long nextMailAt(long now, EmailTanConfig config) {
        List<Long> counted = mailsWithin(now, config).sorted().toList();
        return counted.size() < config.mails()
                ? now
                : counted.get(counted.size() - config.mails()) + config.mailWindow();
    }

    /** A new TAN of a login, which replaces the one before. */
    TanState sent(String login, Tan tan, long now, EmailTanConfig config) {
        Map<String, Tan> out = unexpired(now);
        out.put(login, tan);
        while (out.size() > MOST_LOGINS) {
            out.values().remove(Collections.min(out.values(), Comparator.comparingLong(Tan::sentAt)));
        }
        return new TanState(
                wrongInARow,
                pausedUntil,
                Stream.concat(mailsWithin(now, config), Stream.of(now)).toList(),
                out);
    }

    /** The mail of a TAN never left: it does not count. */
    TanState withdrawn(Tan tan) {
        List<Long> others = new ArrayList<>(mails);
        others.remove(Long.valueOf(tan.sentAt()));
        return new TanState(wrongInARow, pausedUntil, others, logins);
    }

    /**
     * Holds an entry against the TAN of a login. A right one is used up and ends the row of wrong ones; a wrong one counts for
     * the login and for the account.
     */
    Checked check(String login, Predicate<Tan> matches, long now, EmailTanConfig config) {
        Map<String, Tan> out = unexpired(now);
        Tan tan = out.get(login);
        if (paused(now)) {
            return new Checked(Answer.PAUSED, this);
        }
        if (tan == null) {
            return new Checked(Answer.EXPIRED, this);
        }
        if (tan.used()) {
            return new Checked(Answer.USED, this);
        }
        if (tan.wrong() >= config.triesPerLogin()) {
            return new Checked(Answer.LOGIN_USED_UP, this);
        }
        if (matches.test(tan)) {
            out.put(login, tan.usedUp());
            return new Checked(Answer.ACCEPTED, new TanState(0, 0, mails, out));
        }
        Tan tried = tan.withOneMoreWrong();
        out.put(login, tried);
        if (wrongInARow + 1 >= config.triesPerAccount()) {
            return new Checked(Answer.ACCOUNT_USED_UP, new TanState(wrongInARow + 1, now + config.pause(), mails, out));
        }
        return new Checked(
                tried.wrong() < config.triesPerLogin() ? Answer.WRONG : Answer.LOGIN_USED_UP,
                new TanState(wrongInARow + 1, pausedUntil, mails, out));
    }

    private Map<String, Tan> unexpired(long now) {
        Map<String, Tan> out = new TreeMap<>(logins);
        out.values().removeIf(tan -> tan.expiresAt() <= now);
        return out;
    }

    private Stream<Long> mailsWithin(long now, EmailTanConfig config) {
        return mails.stream().filter(sentAt -> sentAt > now - config.mailWindow());
    }
}
