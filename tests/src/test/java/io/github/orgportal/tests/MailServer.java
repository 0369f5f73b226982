package io.github.orgportal.tests;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/**
 * A real SMTP server behind a door that a test can shut: {@link #stop()} refuses connections, {@link #hang()} accepts them and says
 * nothing, {@link #delay} makes every answer late.
 */
final class MailServer implements AutoCloseable {
    private static final Pattern DIGITS = Pattern.compile("\\b([0-9]{6})\\b");
    /** The outbox leaves a server that was away in peace for some seconds. */
    private static final Duration ARRIVED = Duration.ofSeconds(60);

    private final GreenMail greenMail;
    private final String protocol;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean hanging;
    private volatile boolean startsTls;
    private volatile ServerSocket door;

    MailServer() {
        this(ServerSetup.PROTOCOL_SMTP);
    }

    private MailServer(String protocol) {
        this.protocol = protocol;
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        // two seconds are not enough on a busy machine
        setup.setServerStartupTimeout(60_000);
        greenMail = new GreenMail(setup);
        greenMail.start();
        door = openDoor(0);
        port = door.getLocalPort();
    }

    /** Speaks TLS only, with {@link TlsCertificate}, and takes mails only from this user. */
    static MailServer withTls(String user, String password) {
        TlsCertificate.pem();
        MailServer server = new MailServer(ServerSetup.PROTOCOL_SMTPS);
        server.greenMail.setUser(user, password);
        return server;
    }

    /** As {@link #withTls}, but over STARTTLS (RFC 3207): nothing else is taken before it. */
    static MailServer withStartTls(String user, String password) {
        MailServer server = new MailServer(ServerSetup.PROTOCOL_SMTP);
        server.startsTls = true;
        server.greenMail.setUser(user, password);
        return server;
    }

    int port() {
        return port;
    }

    /** How many connections were made to the door so far. */
    int connections() {
        return connections.get();
    }

    /** Refuses connections, and cuts those that are open. */
    void stop() {
        closeQuietly(door);
        cut();
    }

    /** Works again, at once. */
    void start() {
        hanging = false;
        delay = Duration.ZERO;
        cut();
        if (door.isClosed()) {
            door = openDoor(port);
        }
    }

    /** Takes connections and never says a word. */
    void hang() {
        hanging = true;
        cut();
    }

    /** Each answer of the server comes so much later. */
    void delay(Duration chosen) {
        delay = chosen;
    }

    /** Waits for the n-th mail to an address, oldest first. */
    MimeMessage await(String address, int n) {
        Await.until(
                "mail %d to %s".formatted(n, address),
                ARRIVED,
                () -> mails(address).size() >= n);
        return mails(address).get(n - 1);
    }

    /** The TAN in the n-th mail to an address, oldest first; waits for it. */
    String tan(String address, int n) {
        Matcher matcher = DIGITS.matcher(text(await(address, n)));
        if (!matcher.find()) {
            throw new AssertionError("No TAN in the mail");
        }
        return matcher.group(1);
    }

    List<MimeMessage> mails(String address) {
        // from its own box: to look at all of the thousands takes longer than a mail is on its way
        return Optional.ofNullable(greenMail.getUserManager().getUserByEmail(address)).stream()
                // a copy: the box is a view, and mails arrive while it is read
                .flatMap(user -> List.copyOf(box(user).getMessages()).stream())
                .map(StoredMessage::getMimeMessage)
                .filter(mail -> GreenMailUtil.getAddressList(recipients(mail)).equals(address))
                .toList();
    }

    private MailFolder box(GreenMailUser user) {
        try {
            return greenMail.getManagers().getImapHostManager().getInbox(user);
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many mails have arrived, whoever they are for. */
    int count() {
        return greenMail.getReceivedMessages().length;
    }

    /** Forgets every mail. */
    void clear() {
        try {
            greenMail.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(MimeMessage mail) {
        return part(mail, "text/plain");
    }

    static String html(MimeMessage mail) {
        return part(mail, "text/html");
    }

    private static String part(MimeMessage mail, String type) {
        try {
            Multipart parts = (Multipart) mail.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (part.isMimeType(type)) {
                    return part.getContent().toString();
                }
            }
            throw new AssertionError("The mail has no part of type " + type);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static jakarta.mail.Address[] recipients(MimeMessage mail) {
        try {
            return mail.getAllRecipients();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
        greenMail.stop();
    }

    private ServerSocket openDoor(int chosenPort) {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), chosenPort));
            daemon(() -> accept(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            Socket client;
            try {
                client = from.accept();
            } catch (SocketException e) {
                return; // the door was shut
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            connections.incrementAndGet();
            open.add(client);
            if (from.isClosed()) {
                // shut in this very moment: who cut the others has not seen this one
                closeQuietly(client);
            } else if (!hanging) {
                passOn(client);
            }
        }
    }

    private void passOn(Socket client) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), greenMailPort());
            open.add(server);
            if (startsTls) {
                daemon(() -> startTls(client, server));
            } else {
                connect(client, server);
            }
        } catch (IOException e) {
            closeQuietly(client); // who knocks again may be luckier
        }
    }

    private void connect(Socket client, Socket server) {
        daemon(() -> copy(client, server, false));
        daemon(() -> copy(server, client, true));
    }

    /** GreenMail knows no STARTTLS: the door speaks for it until the connection is encrypted. */
    private void startTls(Socket client, Socket server) {
        try {
            OutputStream answers = client.getOutputStream();
            answers.write((line(server.getInputStream()) + "\r\n").getBytes(US_ASCII));
            String command = line(client.getInputStream());
            while (!command.equals("STARTTLS")) {
                String answer = command.startsWith("EHLO ") ? "250-localhost\r\n250 STARTTLS" : "530 STARTTLS first";
                answers.write((answer + "\r\n").getBytes(US_ASCII));
                command = line(client.getInputStream());
            }
            answers.write("220 go on\r\n".getBytes(US_ASCII));
            SSLSocket encrypted = TlsCertificate.accept(client);
            open.add(encrypted);
            connect(encrypted, server);
        } catch (IOException e) {
            // the client does not like the certificate, or has gone
            closeQuietly(client);
            closeQuietly(server);
        }
    }

    /** Byte by byte: what follows the line belongs to somebody else. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The other side has gone");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private int greenMailPort() {
        return (protocol.equals(ServerSetup.PROTOCOL_SMTPS) ? greenMail.getSmtps() : greenMail.getSmtp()).getPort();
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (answers && !delay.isZero()) {
                    Await.pause(delay);
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // one of the two has gone, as they may
        } finally {
            closeQuietly(from);
            closeQuietly(to);
            open.remove(from);
            open.remove(to);
        }
    }

    /** One by one: a connection that comes in meanwhile stays known, and is cut next time. */
    private void cut() {
        open.removeIf(socket -> {
            closeQuietly(socket);
            return true;
        });
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // it is closed, which is all we want
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "mail-server-door");
        thread.setDaemon(true);
        thread.start();
    }
}
