package io.github.orgportal.tests;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Prints what the servers warned of last when a test fails: where only the output of a build is kept, their logs are gone by the time
 * somebody asks why.
 */
public final class ServerWarnings implements TestWatcher {
    private static final int LAST = 25;

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        for (Portal portal : Portal.running()) {
            List<String> warnings = portal.server()
                    .log()
                    .lines()
                    .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .toList();
            System.out.printf(
                    "%s failed; last warnings of the server at %s:%n",
                    context.getDisplayName(), portal.server().url());
            warnings.subList(Math.max(0, warnings.size() - LAST), warnings.size())
                    .forEach(line -> System.out.println("  " + line));
        }
    }
}
