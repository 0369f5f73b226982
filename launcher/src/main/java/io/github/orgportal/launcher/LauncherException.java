package io.github.orgportal.launcher;

import java.util.List;

/** Something did not start; the message says what, and shows the end of its log where there is one. */
public final class LauncherException extends RuntimeException {
    private static final int LOG_TAIL_LINES = 40;

    LauncherException(String message) {
        super(message);
    }

    static LauncherException withLog(String what, String log) {
        List<String> lines = log.lines().toList();
        List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
        return new LauncherException("%s. The end of its log:%n%s".formatted(what, String.join("\n", tail)));
    }

    LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
