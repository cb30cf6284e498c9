package io.onevisit.core.record;

import io.onevisit.core.OneVisitException;
import io.onevisit.core.PlatformUnreachableException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Several look-ups side by side, each with an answer of its own.
 *
 * @param fetch makes one look-up
 * @param executor the caller's threads
 */
record ParallelFetch(Function<RecordRequest, RecordAnswer> fetch, Executor executor) {

    Map<RecordRequest, RecordAnswer> fetchAll(List<RecordRequest> requests, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        Map<RecordRequest, CompletableFuture<RecordAnswer>> underWay = new LinkedHashMap<>();
        requests.forEach(request -> underWay.put(request, start(request, end)));
        Map<RecordRequest, RecordAnswer> answers = new LinkedHashMap<>();
        underWay.forEach((request, answer) -> answers.put(request, await(answer, end - System.nanoTime())));
        return Collections.unmodifiableMap(answers);
    }

    private CompletableFuture<RecordAnswer> start(RecordRequest request, long end) {
        try {
            return CompletableFuture.supplyAsync(() -> inTime(request, end), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(unavailable("the executor takes no more work"));
        }
    }

    /** Asks again how late it is, since the executor may have run other look-ups first. */
    private RecordAnswer inTime(RecordRequest request, long end) {
        return System.nanoTime() - end < 0
                ? fetch.apply(request)
                : unavailable("the deadline was over before the look-up began");
    }

    private static RecordAnswer await(CompletableFuture<RecordAnswer> answer, long nanos) {
        try {
            return answer.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            return unavailable("no answer within the deadline");
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            return unavailable("interrupted while waiting for the answer");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OneVisitException error) {
                return new RecordAnswer.Unavailable(error);
            }
            throw new IllegalStateException("a look-up failed in a way it must not", e.getCause());
        }
    }

    private static RecordAnswer unavailable(String problem) {
        return new RecordAnswer.Unavailable(new PlatformUnreachableException("records.fetch", problem, null));
    }
}
