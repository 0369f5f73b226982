package io.github.orgportal.emailtan;

import io.github.orgportal.emailtan.EmailTans.Mailed;
import io.github.orgportal.emailtan.EmailTans.Verdict;
import io.github.orgportal.emailtan.TanEvents.Limit;
import io.github.orgportal.emailtan.TanPage.Refusal;
import io.github.orgportal.emailtan.TanState.Tan;
import io.github.orgportal.support.SecretBox;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.events.Errors;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.services.util.BrowserHistoryHelper;
import org.keycloak.utils.EmailValidationUtil;

/** One request to the second factor of one login: what came in, and the page or the outcome that answers it. */
final class TanStep {
    private static final Logger LOG = Logger.getLogger(TanStep.class);

    /** Set once this login has been sent a TAN; gone when the login starts over. */
    private static final String STARTED = "portal-email-tan.started";
    /** Set when this login has used up its tries: the message for the page where it starts over. */
    private static final String OVER = "portal-email-tan.over";

    private final AuthenticationFlowContext context;
    private final TanPage page;
    private final EmailTans tans;
    private final TanMail mail;
    private final TanEvents events;
    private final TanLogin login;

    TanStep(AuthenticationFlowContext context, SecretBox box) {
        EmailTanConfig config = EmailTanConfig.of(context.getAuthenticatorConfig());
        this.context = context;
        this.login = TanLogin.of(context);
        this.page = new TanPage(context, config, login);
        this.tans = new EmailTans(context.getSession(), box, config, login);
        this.mail = new TanMail(context.getSession(), context.getAuthenticationSession(), context.getUser());
        this.events = new TanEvents(context);
    }

    private Optional<String> note(String name) {
        return Optional.ofNullable(context.getAuthenticationSession().getAuthNote(name));
    }

    /** Brute-force protection or an administrator may have locked the account since the password was right. */
    boolean accountDisabled() {
        String error = context.getUser().isEnabled()
                ? AuthenticatorUtils.getDisabledByBruteForceEventError(context, context.getUser())
                : Errors.USER_DISABLED;
        if (error == null) {
            return false;
        }
        events.accountDisabled(error);
        startOver(Errors.USER_TEMPORARILY_DISABLED.equals(error) ? "portalTanLockedForNow" : "portalTanLocked");
        return true;
    }

    /** The page, and with it the first mail of a login. */
    void enter() {
        Optional<String> over = note(OVER);
        if (over.isPresent()) {
            startOver(over.get());
        } else if (note(STARTED).isPresent()) {
            show();
        } else {
            start();
        }
    }

    private void start() {
        if (!EmailValidationUtil.isValidEmail(login.address())) {
            events.noAddress();
            context.challenge(page.refusing(Refusal.NO_ADDRESS));
            return;
        }
        try {
            answer(tans.start(mail));
        } catch (EmailException e) {
            notSent(e);
        }
    }

    /** The page again, after a refresh or the back button: nothing is sent. */
    private void show() {
        Optional<Tan> tan = tans.current();
        if (tan.isPresent()) {
            context.challenge(page.asking(tan.get()));
        } else {
            expired();
        }
    }

    void resend() {
        if (note(STARTED).isEmpty()) {
            expired();
            return;
        }
        try {
            answer(tans.resend(mail));
        } catch (EmailException e) {
            notSent(e);
        }
    }

    private void answer(Mailed mailed) {
        switch (mailed.result()) {
            case SENT -> sent(mailed.tan().orElseThrow());
            case TOO_EARLY ->
                context.challenge(page.withError(
                        mailed.tan().orElseThrow(),
                        "portalTanResendTooEarly",
                        mailed.until() - Time.currentTimeSeconds()));
            case PAUSED -> {
                events.limitReached(Limit.TRIES_PER_ACCOUNT, "");
                context.challenge(page.refusing(Refusal.PAUSED, mailed.until()));
            }
            case MAIL_LIMIT -> {
                events.limitReached(Limit.MAILS, "");
                context.challenge(mailed.tan()
                        .map(tan -> page.withError(tan, "portalTanMailLimit", TanPage.minutesUntil(mailed.until())))
                        .orElseGet(() -> page.refusing(Refusal.MAIL_LIMIT, mailed.until())));
            }
            case EXPIRED -> expired();
        }
    }

    private void sent(Tan tan) {
        boolean again = note(STARTED).isPresent();
        context.getAuthenticationSession().setAuthNote(STARTED, tan.id());
        events.sent(tan.id());
        context.challenge(again ? page.resent(tan) : page.asking(tan));
    }

    /** Nothing was counted and nothing is out: the person may try again. */
    private void notSent(EmailException e) {
        // The kind of the failure, not its text: that may carry the address.
        LOG.errorf(
                "The TAN mail for user %s of realm %s was not sent: %s",
                login.userId(),
                login.realmId(),
                e.getCause() == null
                        ? e.getClass().getName()
                        : e.getCause().getClass().getName());
        events.notSent();
        context.challenge(page.refusing(Refusal.NOT_SENT));
    }

    void check() {
        String entry = Optional.ofNullable(
                        context.getHttpRequest().getDecodedFormParameters().getFirst(TanPage.FIELD))
                .orElse("");
        if (note(STARTED).isEmpty()) {
            // a TAN of the login before, in the same tab
            expired();
        } else {
            TanDigits.read(entry).ifPresentOrElse(this::check, this::missing);
        }
    }

    private void missing() {
        tans.current()
                .ifPresentOrElse(tan -> context.challenge(page.withFieldError(tan, "portalTanMissing")), this::expired);
    }

    private void check(String digits) {
        Verdict verdict = tans.check(digits);
        switch (verdict.answer()) {
            case ACCEPTED -> {
                events.accepted(verdict.tanId());
                context.success(OTPCredentialModel.TYPE);
            }
            case WRONG -> {
                events.rejected(verdict.tanId());
                tans.current()
                        .ifPresentOrElse(
                                tan -> fail(page.withFieldError(tan, "portalTanWrong", verdict.triesLeft())),
                                this::expired);
            }
            case LOGIN_USED_UP -> {
                events.limitReached(Limit.TRIES_PER_LOGIN, verdict.tanId());
                context.getAuthenticationSession().setAuthNote(OVER, "portalTanTooManyTries");
                // Only a failure is counted, and only while the account is still known: the next request starts
                // over.
                fail(Response.seeOther(context.getRefreshExecutionUrl()).build());
            }
            case ACCOUNT_USED_UP -> {
                events.limitReached(Limit.TRIES_PER_ACCOUNT, verdict.tanId());
                fail(page.refusing(Refusal.PAUSED, verdict.pausedUntil()));
            }
            case PAUSED -> {
                events.limitReached(Limit.TRIES_PER_ACCOUNT, verdict.tanId());
                context.challenge(page.refusing(Refusal.PAUSED, verdict.pausedUntil()));
            }
            // The same form was sent twice, and the other request is just logging in: starting over would break
            // that.
            case USED -> show();
            case EXPIRED -> expired();
        }
    }

    private void fail(Response response) {
        context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, response);
    }

    private void expired() {
        events.expired();
        startOver("portalTanExpired");
    }

    void cancel() {
        startOver("portalTanCancelled");
    }

    private void startOver(String message) {
        // The address bar still names this step, which the browser could not refresh any more.
        context.getSession().setAttribute(BrowserHistoryHelper.SHOULD_UPDATE_BROWSER_HISTORY, true);
        context.resetFlow(() -> context.setForwardedInfoMessage(message));
    }
}
