package io.github.orgportal.tests;

import io.github.orgportal.launcher.Database;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a server and its PostgreSQL and counts the statements that the server has executed, so that a test can cut in before a
 * certain one.
 *
 * <p>Follows the frontend's side of PostgreSQL's protocol (version 3, "Message Flow"): a message is a letter, a length and a body; only
 * the first ones of a connection have no letter. A statement runs with {@code E} (execute) or {@code Q} (simple query).
 */
final class DatabaseWire implements AutoCloseable {
    private static final int START = 196608;
    private static final int NEVER = Integer.MAX_VALUE;

    private final ServerSocket door;
    private final URI server;
    private final Database behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private int round;
    private int executed;
    private int cutBefore;
    private Runnable cut;
    private int holdBefore;
    private int held;

    DatabaseWire(Database behind) {
        try {
            this.behind = behind;
            this.server = URI.create(
                    behind.environment().getOrDefault("KC_DB_URL", "").substring("jdbc:".length()));
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        count();
        daemon(this::accept);
    }

    /** The database, reached over this wire. */
    Database database() {
        Map<String, String> environment = new HashMap<>(behind.environment());
        environment.computeIfPresent(
                "KC_DB_URL", (key, url) -> url.replaceFirst("//[^/]+", "//127.0.0.1:" + door.getLocalPort()));
        return new Database(behind.vendor(), environment);
    }

    /** Counts from zero again, and runs what is given right before the statement with this number, the first being 1. */
    synchronized void cutBefore(int statement, Runnable what) {
        count();
        cutBefore = statement;
        cut = what;
    }

    /**
     * Counts from zero again, each connection by itself, and holds every one back before its statement with this number. Whoever is held
     * when the next count begins is hung up, without having executed it.
     */
    synchronized void holdBefore(int statement) {
        count();
        holdBefore = statement;
    }

    /** Counts from zero again, and lets everything pass. */
    synchronized void count() {
        round++;
        executed = 0;
        cutBefore = NEVER;
        cut = () -> {};
        holdBefore = NEVER;
        held = 0;
        notifyAll();
    }

    /** Statements since the count began. */
    synchronized int executed() {
        return executed;
    }

    /** Connections that are held back. */
    synchronized int held() {
        return held;
    }

    /** Whether the statement is to be executed. */
    private synchronized boolean passes(Tally own) throws InterruptedException {
        if (own.round != round) {
            own.round = round;
            own.executed = 0;
        }
        own.executed++;
        if (own.executed == holdBefore) {
            held++;
            while (own.round == round) {
                wait();
            }
            return false;
        }
        executed++;
        if (executed == cutBefore) {
            cut.run();
        }
        return true;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket postgres = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
                postgres.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                open.add(client);
                open.add(postgres);
                daemon(() -> pass(client, postgres, true));
                daemon(() -> pass(postgres, client, false));
            }
        } catch (SocketException e) {
            // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(Socket from, Socket to, boolean statements) {
        try (from;
                to) {
            if (statements) {
                passStatements(new DataInputStream(from.getInputStream()), new DataOutputStream(to.getOutputStream()));
            } else {
                from.getInputStream().transferTo(to.getOutputStream());
            }
        } catch (IOException e) {
            // one of them went, so the other goes too
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passStatements(DataInputStream in, DataOutputStream out) throws IOException, InterruptedException {
        boolean started = false;
        Tally own = new Tally();
        try {
            while (true) {
                int letter = started ? in.readUnsignedByte() : -1;
                byte[] body = body(in);
                if ((letter == 'E' || letter == 'Q') && !passes(own)) {
                    return;
                }
                started |= letter == -1 && version(body) == START;
                if (letter >= 0) {
                    out.writeByte(letter);
                }
                out.writeInt(body.length + Integer.BYTES);
                out.write(body);
                out.flush();
            }
        } catch (EOFException e) {
            // the server has hung up
        }
    }

    private static byte[] body(InputStream in) throws IOException {
        int length = new DataInputStream(in).readInt() - Integer.BYTES;
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    private static int version(byte[] body) {
        return java.nio.ByteBuffer.wrap(body).getInt();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "database wire");
        thread.setDaemon(true);
        thread.start();
    }

    /** Of one connection, in the round in which it last executed something. */
    private static final class Tally {
        private int round;
        private int executed;
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
