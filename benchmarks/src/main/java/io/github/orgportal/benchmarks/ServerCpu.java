package io.github.orgportal.benchmarks;

import io.github.orgportal.launcher.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a server has used of the processors, and how much of that went into compiling its code (Linux, proc(5); else 0). */
final class ServerCpu {
    private static final Duration TICK = Duration.ofMillis(10);
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final ProcessHandle process;
    /** By thread: a compiler's thread that ends takes its figure with it. */
    private final Map<Path, Long> compilerTicks = new HashMap<>();

    ServerCpu(KeycloakServer server) {
        process = server.process().orElseThrow();
    }

    /**
     * CPU time.
     *
     * @param all milliseconds of the process
     * @param compiler milliseconds of these in the threads of the just-in-time compilers
     */
    record Time(double all, double compiler) {
        static final Time NONE = new Time(0, 0);

        Time plus(Time other) {
            return new Time(all + other.all, compiler + other.compiler);
        }

        Time since(Time earlier) {
            return new Time(all - earlier.all, compiler - earlier.compiler);
        }

        Time dividedBy(double count) {
            return new Time(all / count, compiler / count);
        }

        double withoutCompiler() {
            return all - compiler;
        }
    }

    /** From the start of the process until now. */
    Time used() {
        readCompilers();
        long ticks = compilerTicks.values().stream().mapToLong(Long::longValue).sum();
        return new Time(
                Crowd.millis(process.info().totalCpuDuration().orElseThrow()), Crowd.millis(TICK.multipliedBy(ticks)));
    }

    private void readCompilers() {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return;
        }
        try (Stream<Path> all = Files.list(threads)) {
            for (Path thread : all.toList()) {
                readCompiler(thread);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readCompiler(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            if (name.matches("C[12] Compiler.*")) {
                List<String> fields =
                        List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
                compilerTicks.put(
                        thread, Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(SYSTEM_TICKS)));
            }
        } catch (IOException e) {
            // The thread has ended; what was read of it before still counts.
        }
    }
}
