package io.github.orgportal.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail server that keeps nothing but the TANs that somebody waits for, as fast as sockets go. It can be slow, hang, and be away.
 */
final class MailSink implements AutoCloseable {
    /** The TAN stands on a line of its own in the mail's text. */
    private static final Pattern TAN = Pattern.compile("\\s+([0-9]{6})\\s*");

    private final Map<String, CompletableFuture<String>> expected = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger mails = new AtomicInteger();
    private final int port;
    private final Object change = new Object();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean hanging;
    private volatile ServerSocket door;

    MailSink() {
        door = openDoor(0);
        port = door.getLocalPort();
    }

    int port() {
        return port;
    }

    /** Mails taken so far. */
    int mails() {
        return mails.get();
    }

    /** The TAN of the next mail to an address; ask before it is sent. */
    CompletableFuture<String> tan(String address) {
        CompletableFuture<String> tan = new CompletableFuture<>();
        expected.put(address, tan);
        return tan;
    }

    /** Takes each mail so much later. */
    void delay(Duration chosen) {
        delay = chosen;
    }

    /** From now on connections are taken, but no command is answered; those of open connections neither. */
    void hang() {
        hanging = true;
    }

    /** Answers again. */
    void resume() {
        synchronized (change) {
            hanging = false;
            change.notifyAll();
        }
    }

    /** Refuses connections, and cuts those that are open. */
    void shut() {
        closeQuietly(door);
        open.forEach(MailSink::closeQuietly);
        open.clear();
    }

    /** Takes connections again. */
    void reopen() {
        door = openDoor(port);
    }

    @Override
    public void close() {
        resume();
        shut();
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
            try {
                Socket client = from.accept();
                open.add(client);
                daemon(() -> talk(client));
            } catch (IOException e) {
                // The door was shut, or the client has gone again.
            }
        }
    }

    /** RFC 5321, as far as a client that makes no mistakes needs it. */
    private void talk(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = client.getOutputStream();
            answer(out, "220 sink.example");
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("RCPT TO:")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                }
                if (command.equals("DATA")) {
                    answer(out, "354 go on");
                    take(in, recipient, out);
                } else if (command.equals("QUIT")) {
                    answer(out, "221 bye");
                    return;
                } else {
                    answer(out, "250 fine");
                }
            }
        } catch (IOException e) {
            // The client has gone, or was cut off.
        } finally {
            open.remove(client);
        }
    }

    private void take(BufferedReader in, String recipient, OutputStream out) throws IOException {
        String tan = "";
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            Matcher matcher = TAN.matcher(line);
            if (tan.isEmpty() && matcher.matches()) {
                tan = matcher.group(1);
            }
        }
        Pause.of(delay);
        answer(out, "250 taken");
        mails.incrementAndGet();
        CompletableFuture<String> waiting = expected.remove(recipient);
        if (waiting != null) {
            waiting.complete(tan);
        }
    }

    private void answer(OutputStream out, String line) throws IOException {
        synchronized (change) {
            while (hanging) {
                awaitChange();
            }
        }
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @SuppressWarnings("WaitNotInLoop") // The caller loops.
    private void awaitChange() throws IOException {
        try {
            change.wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is closed, which is all we want.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "mail-sink");
        thread.setDaemon(true);
        thread.start();
    }
}
