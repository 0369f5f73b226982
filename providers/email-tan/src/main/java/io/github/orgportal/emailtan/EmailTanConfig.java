package io.github.orgportal.emailtan;

import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.WholeNumberOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * The limits of the second factor, from the execution's configuration.
 *
 * @param lifespan seconds that a TAN is valid
 * @param triesPerLogin wrong TANs in one login before it starts over
 * @param triesPerAccount wrong TANs in a row on one account, whatever sessions they came from, before it pauses
 * @param pause seconds that the account then takes no TAN at all
 * @param resendAfter seconds between two mails of one login
 * @param mails mails per account within {@code mailWindow}
 * @param mailWindow seconds
 */
record EmailTanConfig(
        int lifespan, int triesPerLogin, int triesPerAccount, int pause, int resendAfter, int mails, int mailWindow) {

    private static final WholeNumberOption LIFESPAN =
            new WholeNumberOption("lifespan", "Validity", "Seconds that a TAN is valid.", 300, 60, 900);
    private static final WholeNumberOption TRIES_PER_LOGIN = new WholeNumberOption(
            "triesPerLogin", "Wrong TANs per login", "After so many the login starts over.", 5, 1, 10);
    private static final WholeNumberOption TRIES_PER_ACCOUNT = new WholeNumberOption(
            "triesPerAccount",
            "Wrong TANs per account",
            "After so many in a row, over all sessions, even the right TAN is refused for a while.",
            20,
            1,
            100);
    private static final WholeNumberOption PAUSE = new WholeNumberOption(
            "pause", "Pause", "Seconds that an account takes no TAN after too many wrong ones.", 900, 60, 86400);
    private static final WholeNumberOption RESEND_AFTER = new WholeNumberOption(
            "resendAfter", "Pause between mails", "Seconds before a TAN can be sent again.", 30, 0, 300);
    private static final WholeNumberOption MAILS =
            new WholeNumberOption("mails", "Mails per account", "So many within the time below.", 5, 1, 10);
    private static final WholeNumberOption MAIL_WINDOW = new WholeNumberOption(
            "mailWindow", "Time for the mails", "Seconds over which mails are counted.", 900, 60, 86400);

    /** Every limit at its default. */
    static final EmailTanConfig STANDARD = new EmailTanConfig(
            LIFESPAN.standard(),
            TRIES_PER_LOGIN.standard(),
            TRIES_PER_ACCOUNT.standard(),
            PAUSE.standard(),
            RESEND_AFTER.standard(),
            MAILS.standard(),
            MAIL_WINDOW.standard());

    static List<ProviderConfigProperty> properties() {
        return Stream.of(LIFESPAN, TRIES_PER_LOGIN, TRIES_PER_ACCOUNT, PAUSE, RESEND_AFTER, MAILS, MAIL_WINDOW)
                .map(WholeNumberOption::property)
                .toList();
    }

    static EmailTanConfig of(Map<String, String> config) throws InvalidOptionException {
        return new EmailTanConfig(
                LIFESPAN.read(config),
                TRIES_PER_LOGIN.read(config),
                TRIES_PER_ACCOUNT.read(config),
                PAUSE.read(config),
                RESEND_AFTER.read(config),
                MAILS.read(config),
                MAIL_WINDOW.read(config));
    }
}
