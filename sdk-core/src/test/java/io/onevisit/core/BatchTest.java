package io.onevisit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.internal.Checks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every item is told once, in its order, whatever items and executor do; and no more are held than allowed. */
@Timeout(30)
class BatchTest {
    private static final Rule EVEN = new Rule("EVEN", "test", "为偶数", "the number is even");
    private static final ExecutorService TWO = Executors.newFixedThreadPool(2);
    private static final ExecutorService SHUT_DOWN = Executors.newSingleThreadExecutor();
    private static final ExecutorService DROPPING = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), new ThreadPoolExecutor.DiscardPolicy());
    private static final ExecutorService CALLER_RUNS = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), new ThreadPoolExecutor.CallerRunsPolicy());

    private final List<Long> indexes = new ArrayList<>();
    private final List<Report<Integer>> reports = new ArrayList<>();

    static {
        SHUT_DOWN.shutdown();
    }

    @AfterAll
    static void shutDown() {
        Stream.of(TWO, DROPPING, CALLER_RUNS).forEach(ExecutorService::shutdownNow);
    }

    static Stream<Executor> executors() {
        return Stream.of(TWO, Runnable::run, SHUT_DOWN, DROPPING, CALLER_RUNS, ignored -> {});
    }

    private static Report<Integer> even(int number) {
        Checks checks = new Checks();
        checks.that(EVEN, number % 2 == 0);
        return checks.report(number);
    }

    private void take(long index, Report<Integer> report) {
        indexes.add(index);
        reports.add(report);
    }

    private static Iterator<Integer> numbers(int count) {
        return IntStream.range(0, count).iterator();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void tells_every_item_once_and_in_order_on_any_executor(Executor executor) throws InterruptedException {
        new Batch(executor, 7).verifyAll(numbers(1_000), BatchTest::even, this::take);

        assertThat(indexes)
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_000).mapToObj(Long::valueOf).toList());
        for (int i = 0; i < 1_000; i++) {
            assertThat(reports.get(i).verdict()).isEqualTo(i % 2 == 0 ? Verdict.PASSED : Verdict.FAILED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_001})
    void any_number_may_be_under_way(int underWay) throws InterruptedException {
        new Batch(TWO, underWay).verifyAll(numbers(1_000), BatchTest::even, this::take);

        assertThat(indexes).hasSize(1_000).isSorted();
    }

    @Test
    void tells_nothing_of_nothing() throws InterruptedException {
        new Batch(TWO, 2).verifyAll(numbers(0), BatchTest::even, this::take);

        assertThat(reports).isEmpty();
    }

    @Test
    void one_bad_item_stops_no_other() throws InterruptedException {
        Iterator<Integer> items = Arrays.asList(0, null, 2, 3, 4, 6).iterator();

        new Batch(TWO, 2)
                .verifyAll(
                        items,
                        number -> switch (number) {
                            case 2 -> throw new IllegalStateException("with what is secret");
                            case 4 -> throw new StackOverflowError();
                            default -> even(number);
                        },
                        this::take);

        assertThat(reports)
                .extracting(Report::toString)
                .containsExactly(
                        "PASSED []",
                        "INDETERMINATE [INDETERMINATE BATCH_ITEM]",
                        "INDETERMINATE [INDETERMINATE BATCH_ITEM]",
                        "FAILED [FAILED EVEN]",
                        "INDETERMINATE [INDETERMINATE BATCH_ITEM]",
                        "PASSED []");
        assertThat(reports.get(2).checks().get(0).actual()).isEqualTo("IllegalStateException");
    }

    /** As it is: wrapped into an exception, whoever goes on after exceptions would go on after it too. */
    @Test
    void an_error_of_the_platform_ends_it_and_is_thrown_as_it_is() {
        OutOfMemoryError error = new OutOfMemoryError("none left");

        assertThatThrownBy(() -> new Batch(TWO, 2)
                        .verifyAll(
                                numbers(100),
                                number -> {
                                    throw error;
                                },
                                this::take))
                .isSameAs(error);
        assertThat(reports).isEmpty();
    }

    @Test
    void a_checked_exception_that_was_not_declared_stops_no_other_item() throws InterruptedException {
        new Batch(TWO, 2)
                .verifyAll(
                        numbers(3),
                        number -> number == 1 ? throwUndeclared(new IOException()) : even(number),
                        this::take);

        assertThat(reports)
                .extracting(Report::verdict)
                .containsExactly(Verdict.PASSED, Verdict.INDETERMINATE, Verdict.PASSED);
        assertThat(reports.get(1).checks().get(0).actual()).isEqualTo("IOException");
    }

    @SuppressWarnings("unchecked")
    private static <X extends Exception> Report<Integer> throwUndeclared(Exception checked) throws X {
        throw (X) checked;
    }

    @Test
    void a_verification_that_gives_no_report_is_indeterminate() throws InterruptedException {
        new Batch(TWO, 2).verifyAll(numbers(3), number -> number == 1 ? null : even(number), this::take);

        assertThat(reports)
                .extracting(Report::verdict)
                .containsExactly(Verdict.PASSED, Verdict.INDETERMINATE, Verdict.PASSED);
        assertThat(reports.get(1).checks().get(0).actual()).isEqualTo("null");
    }

    /** Items may come from a queue, the next one long after this. */
    @Test
    void tells_what_is_done_before_it_asks_for_more() throws InterruptedException {
        List<Integer> toldAtQuestion = new ArrayList<>();
        Iterator<Integer> slow = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                toldAtQuestion.add(reports.size());
                return next < 3;
            }

            @Override
            public Integer next() {
                return next++;
            }
        };

        new Batch(Runnable::run, 100).verifyAll(slow, BatchTest::even, this::take);

        assertThat(toldAtQuestion).containsExactly(0, 1, 2, 3);
    }

    /** Items taken and not yet told never outnumber the bound, though the executor keeps all it is given and begins late. */
    @Test
    void holds_no_more_items_than_allowed() throws InterruptedException {
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Queue<Runnable> kept = new ConcurrentLinkedQueue<>();
        Iterator<Integer> counted = IntStream.range(0, 10_000)
                .peek(number -> most.accumulateAndGet(held.incrementAndGet(), Math::max))
                .iterator();

        new Batch(kept::add, 16).verifyAll(counted, BatchTest::even, (index, report) -> held.decrementAndGet());

        assertThat(most).hasValueBetween(2, 17); // a stream's iterator takes one ahead
        assertThat(kept).hasSizeLessThanOrEqualTo(16);
        kept.forEach(Runnable::run); // too late, and harmless
    }

    @Test
    void the_only_thread_of_an_executor_may_run_a_batch_on_it() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            single.submit(() -> {
                        new Batch(single, 3).verifyAll(numbers(100), BatchTest::even, this::take);
                        return null;
                    })
                    .get();
        } finally {
            single.shutdownNow();
        }

        assertThat(reports).hasSize(100);
    }

    @Test
    void works_on_the_threads_of_the_executor_and_the_calling_one_only() throws InterruptedException {
        Queue<Thread> seen = new ConcurrentLinkedQueue<>();
        CountDownLatch both = new CountDownLatch(2);
        ExecutorService one = Executors.newSingleThreadExecutor(work -> new Thread(work, "the other"));
        try {
            new Batch(one, 2)
                    .verifyAll(
                            numbers(2),
                            number -> {
                                seen.add(Thread.currentThread());
                                both.countDown();
                                awaitQuietly(both); // ends only when two work at the same time
                                return even(number);
                            },
                            this::take);
        } finally {
            one.shutdownNow();
        }

        assertThat(seen)
                .extracting(Thread::getName)
                .containsExactlyInAnyOrder("the other", Thread.currentThread().getName());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_interrupt_ends_it() {
        AtomicInteger begun = new AtomicInteger();

        assertThatThrownBy(() -> new Batch(Runnable::run, 4)
                        .verifyAll(
                                numbers(1_000),
                                number -> {
                                    begun.incrementAndGet();
                                    return even(number);
                                },
                                (index, report) -> {
                                    take(index, report);
                                    if (index == 10) {
                                        Thread.currentThread().interrupt();
                                    }
                                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(reports).hasSize(11);
        assertThat(begun).hasValueLessThanOrEqualTo(15);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void an_interrupt_ends_the_wait_for_another_thread() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Thread calling = Thread.currentThread();
        ExecutorService one = Executors.newSingleThreadExecutor();
        Executor eager = work -> {
            one.execute(work);
            awaitQuietly(begun);
        };
        try {
            assertThatThrownBy(() -> new Batch(eager, 1)
                            .verifyAll(
                                    numbers(3),
                                    number -> {
                                        begun.countDown();
                                        calling.interrupt();
                                        awaitQuietly(never); // ends only when its executor is shut down
                                        return even(number);
                                    },
                                    this::take))
                    .isInstanceOf(InterruptedException.class);
        } finally {
            one.shutdownNow();
            Thread.interrupted();
        }
    }

    @Test
    void what_items_or_results_throw_ends_it_and_nothing_more_begins() {
        AtomicInteger begun = new AtomicInteger();
        Queue<Runnable> kept = new ConcurrentLinkedQueue<>();
        Iterator<Integer> broken = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                if (next == 3) {
                    throw new NoSuchElementException("cut off");
                }
                return next++;
            }
        };

        assertThatThrownBy(() -> new Batch(kept::add, 8)
                        .verifyAll(
                                broken,
                                number -> {
                                    begun.incrementAndGet();
                                    return even(number);
                                },
                                this::take))
                .isInstanceOf(NoSuchElementException.class);
        kept.forEach(Runnable::run);
        assertThat(begun).hasValue(0);

        assertThatThrownBy(() -> new Batch(SHUT_DOWN, 8).verifyAll(numbers(100), BatchTest::even, (index, report) -> {
                    throw new RejectedExecutionException("by the listener");
                }))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001})
    void refuses_bounds_that_are_none(int underWay) {
        assertThatThrownBy(() -> new Batch(TWO, underWay)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_what_is_missing() {
        Batch batch = new Batch(TWO, 1);

        assertThatThrownBy(() -> new Batch(null, 1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> batch.verifyAll(null, BatchTest::even, this::take))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> batch.verifyAll(numbers(1), null, this::take))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> batch.verifyAll(numbers(1), BatchTest::even, null))
                .isInstanceOf(InvalidValueException.class);
    }
}
