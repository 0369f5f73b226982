package io.github.orgportal.launcher;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** A real SMTP server of this machine that takes every mail, keeps it in memory and delivers none. */
public final class MailCatcher implements AutoCloseable {
    private static final int ANY_PORT = 0;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);

    private final GreenMail smtp;

    private MailCatcher(GreenMail smtp) {
        this.smtp = smtp;
    }

    /** Starts one on a free port. */
    public static MailCatcher start() {
        return start(ANY_PORT);
    }

    /** Starts one on this port, such as the port of one that was stopped. */
    public static MailCatcher start(int port) {
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(STARTED_WITHIN.toMillis());
        GreenMail smtp = new GreenMail(setup);
        smtp.start();
        return new MailCatcher(smtp);
    }

    /** Where mails are taken, on 127.0.0.1. */
    public int smtpPort() {
        return smtp.getSmtp().getPort();
    }

    /** All mails, in the order in which they came. */
    public List<Mail> mails() {
        try {
            return smtp.getManagers().getImapHostManager().getAllMessages().stream()
                    .sorted(Comparator.comparing(StoredMessage::getReceivedDate))
                    .map(stored -> Mail.of(
                            stored.getMimeMessage(), stored.getReceivedDate().toInstant()))
                    .toList();
        } catch (RuntimeException e) {
            throw new LauncherException("The mails cannot be read", e);
        }
    }

    /** The mails to this address, in the order in which they came. */
    public List<Mail> mailsTo(String address) {
        return mails().stream()
                .filter(mail -> mail.to().stream().anyMatch(address::equalsIgnoreCase))
                .toList();
    }

    /**
     * Waits for a mail to this address.
     *
     * @param number 1 for the first mail to the address, 2 for the second
     * @throws LauncherException if it does not come in time
     */
    public Mail await(String address, int number, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            int all = mails().size();
            List<Mail> mails = mailsTo(address);
            if (mails.size() >= number) {
                return mails.get(number - 1);
            }
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0 || !smtp.waitForIncomingEmail(left, all + 1)) {
                throw new LauncherException(
                        "Mail %d to this address did not come within %s; there are %d, and %d to others"
                                .formatted(number, within, mails.size(), all - mails.size()));
            }
        }
    }

    /** Tells of each mail that comes from now on. */
    void announce(Consumer<Mail> listener) {
        Thread thread = new Thread(() -> announceAll(listener), "mails");
        thread.setDaemon(true);
        thread.start();
    }

    private void announceAll(Consumer<Mail> listener) {
        int told = 0;
        while (!Thread.currentThread().isInterrupted()) {
            if (smtp.waitForIncomingEmail(BETWEEN_LOOKS.toMillis(), told + 1)) {
                List<Mail> mails = mails();
                mails.subList(told, mails.size()).forEach(listener);
                told = mails.size();
            }
        }
    }

    /** Forgets all mails. */
    public void clear() {
        try {
            smtp.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new LauncherException("The mails cannot be removed", e);
        }
    }

    /** Stops to take mails; connections are refused from then on. */
    @Override
    public void close() {
        smtp.stop();
    }
}
