package io.github.orgportal.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds TCP ports on which nothing listens on this machine. */
final class FreePort {
    private static final int ANY = 0;

    private FreePort() {}

    static int find() {
        try (ServerSocket socket = new ServerSocket(ANY, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LauncherException("No free port", e);
        }
    }

    /** JGroups adds 50,000 to its port for the failure detection, so that it must lie below 15,536. */
    static int findForCluster() {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 15_000);
            if (isFree(port)) {
                return port;
            }
        }
        throw new LauncherException("No free port between 10000 and 15000");
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
