package io.onevisit.core;

import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many of one kind verified with one verifier (批量核验): licences, presentations, seals, documents, from a few to more than
 * memory holds. The work is done on the caller's executor and on the calling thread, which takes a share while it waits;
 * so an executor that refuses, drops what it was given, has a single thread or runs everything at once is slower, and no
 * more. At most so many items as were given are under way or wait for their turn to be told.
 *
 * <p>One item never stops the others: one that cannot be verified at all, for the exception that its verification throws,
 * is told as INDETERMINATE by {@code BATCH_ITEM}. An {@link Error}, for example of memory, ends the batch, save that of a
 * stack that overflows. Immutable and thread-safe; each call of {@link #verifyAll} stands for itself.
 */
public final class Batch {
    private static final Rule ITEM = new Rule(
            "BATCH_ITEM", "io.onevisit.core.Batch", "该项能够核验", "the item is there and its verification came to an end");
    private static final int MAX_UNDER_WAY = 10_000;

    private final Executor executor;
    private final int underWay;

    /** How the caller hears of each item. */
    @FunctionalInterface
    public interface Results<T> {
        /**
         * Takes the report on one item; what it throws ends the batch.
         *
         * @param index the item's place in the order in which it was given, from 0; told one after the other, without gaps
         */
        void take(long index, Report<T> report);
    }

    /**
     * Batches that share an executor.
     *
     * @param executor where to work; best with one thread less than there are processors, the calling thread being one more
     * @param underWay how many items may be held at a time, 1 to 10,000; some ten for each thread keep all of them busy
     */
    public Batch(Executor executor, int underWay) {
        this.executor = Require.present(executor, "executor");
        Require.that(underWay >= 1 && underWay <= MAX_UNDER_WAY, "items under way", "must be 1 to " + MAX_UNDER_WAY);
        this.underWay = underWay;
    }

    /**
     * Verifies every item, and returns when all have been told or the calling thread is interrupted. Then, and when {@code
     * items} or {@code results} throws or a verification ends in an {@link Error}, which is thrown here as it is, what has
     * not begun is not begun; what is under way elsewhere comes to its end unheard.
     *
     * @param items taken one by one, by the calling thread, as there is room; before each, what is done is told
     * @param verification as {@code licenceVerifier::verify}; called by many threads. What is read here, a file for
     *     example, takes memory only while it is under way
     * @param results called by the calling thread, in the order of the items
     * @throws InterruptedException when the calling thread was interrupted
     */
    public <I, T> void verifyAll(
            Iterator<? extends @Nullable I> items, Function<? super I, Report<T>> verification, Results<T> results)
            throws InterruptedException {
        Require.present(verification, "verification");
        new Run<T>(Require.present(results, "results")).over(Require.present(items, "items"), verification);
    }

    /** One call. Told by the calling thread alone; {@link #help} is for others. */
    private final class Run<T> {
        private final Results<T> results;
        private final Deque<FutureTask<Report<T>>> untold = new ArrayDeque<>();
        private final Queue<FutureTask<Report<T>>> unbegun = new ConcurrentLinkedQueue<>();
        private final Semaphore calls = new Semaphore(underWay);
        private long told;

        Run(Results<T> results) {
            this.results = results;
        }

        <I> void over(Iterator<? extends @Nullable I> items, Function<? super I, Report<T>> verification)
                throws InterruptedException {
            try {
                while (hasMore(items)) {
                    if (untold.size() == underWay) {
                        tellFirst();
                    }
                    I item = items.next();
                    add(new FutureTask<>(() -> verify(item, verification)));
                }
                while (!untold.isEmpty()) {
                    tellFirst();
                }
            } finally {
                unbegun.clear();
            }
        }

        /** The next item may be long in coming, so what is done is told before it is asked for. */
        private boolean hasMore(Iterator<?> items) throws InterruptedException {
            while (!untold.isEmpty() && untold.element().isDone()) {
                tellFirst();
            }
            return items.hasNext();
        }

        private void add(FutureTask<Report<T>> task) {
            untold.add(task);
            unbegun.add(task);
            if (calls.tryAcquire()) {
                callForHelp();
            }
        }

        /** Calls hold no item, and are no more than items may be, so an executor that comes to them late keeps little. */
        private void callForHelp() {
            try {
                executor.execute(this::help);
            } catch (RejectedExecutionException e) {
                calls.release(); // the calling thread will come to the item
            }
        }

        private void help() {
            calls.release();
            FutureTask<Report<T>> task = unbegun.poll();
            if (task != null) {
                task.run();
            }
        }

        /** Works on what nobody has begun until the first is done, or all are begun. */
        private void tellFirst() throws InterruptedException {
            FutureTask<Report<T>> first = untold.element();
            while (!first.isDone()) {
                FutureTask<Report<T>> task = unbegun.poll();
                if (task == null) {
                    break;
                }
                task.run();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            results.take(told, reportOf(first));
            told++;
            untold.remove();
        }

        private Report<T> reportOf(FutureTask<Report<T>> task) throws InterruptedException {
            try {
                return task.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException("a verification threw what is no exception", e.getCause());
            }
        }
    }

    private static <I, T> Report<T> verify(@Nullable I item, Function<? super I, Report<T>> verification) {
        if (item == null) {
            return unverified("null");
        }
        try {
            Report<T> report = verification.apply(item);
            return report == null ? unverified("null") : report;
        } catch (Exception | StackOverflowError e) { // a checked one can come undeclared
            return unverified(e.getClass().getSimpleName());
        }
    }

    /** Why is told by the kind of exception alone: its message may quote the item. */
    private static <T> Report<T> unverified(String why) {
        Checks checks = new Checks();
        checks.undecided(ITEM, why);
        return checks.report(null);
    }
}
