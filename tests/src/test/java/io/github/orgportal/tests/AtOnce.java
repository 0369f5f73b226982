package io.github.orgportal.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests that set out at the same moment. */
final class AtOnce {
    private AtOnce() {}

    /** The answers, in the order of the requests. */
    @SafeVarargs
    @SuppressWarnings("varargs") // it is read only
    static <T> List<T> all(Callable<? extends T>... requests) throws Exception {
        return each(List.of(requests));
    }

    /** As {@link #all}. */
    static <T> List<T> each(List<? extends Callable<? extends T>> requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        CyclicBarrier start = new CyclicBarrier(requests.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<? extends T> request : requests) {
                running.add(threads.submit(() -> {
                    start.await();
                    return request.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : running) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
