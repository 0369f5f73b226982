package io.github.orgportal.emailtan;

import io.github.orgportal.support.InvalidOptionException;
import io.github.orgportal.support.WholeNumberOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatorConfigModel;
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

    private static final Logger LOG = Logger.getLogger(EmailTanConfig.class);

    private static final WholeNumberOption LIFESPAN =
            new WholeNumberOption("lifespan", "Validity", "Seconds that a TAN is valid.", 300, 60, 900);
    private static final WholeNumberOption TRIES_PER_LOGIN = new WholeNumberOption(
            "triesPerLogin", "Wrong TANs per login", "Wrong TANs after which the login starts over.", 5, 1, 10);
    private static final WholeNumberOption TRIES_PER_ACCOUNT = new WholeNumberOption(
            "triesPerAccount",
            "Wrong TANs per account",
            "Wrong TANs in a row, over all sessions, after which even the right one is refused for a while.",
            20,
            1,
            100);
    private static final WholeNumberOption PAUSE = new WholeNumberOption(
            "pause", "Pause", "Seconds that an account takes no TAN after too many wrong ones.", 900, 60, 86400);
    private static final WholeNumberOption RESEND_AFTER = new WholeNumberOption(
            "resendAfter", "Pause between mails", "Seconds before a TAN can be sent again.", 30, 0, 300);
    private static final WholeNumberOption MAILS = new WholeNumberOption(
            "mails", "Mails per account", "Mails to one account within the mail window.", 5, 1, 10);
    private static final WholeNumberOption MAIL_WINDOW =
            new WholeNumberOption("mailWindow", "Mail window", "Seconds over which mails are counted.", 900, 60, 86400);

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

    /** The settings of an execution. If the admin console was told nonsense, the log names it, and the defaults hold. */
    static EmailTanConfig of(@Nullable AuthenticatorConfigModel config) {
        try {
            return of(settings(config));
        } catch (InvalidOptionException e) {
            LOG.errorf("An email TAN execution uses the default limits: %s", e.getMessage());
            return STANDARD;
        }
    }

    static Map<String, String> settings(@Nullable AuthenticatorConfigModel config) {
        return config == null || config.getConfig() == null ? Map.of() : config.getConfig();
    }
}
