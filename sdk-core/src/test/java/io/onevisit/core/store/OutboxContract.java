package io.onevisit.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Outcome;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.store.Database;
import io.onevisit.core.store.FaultyReceiver.Asking;
import io.onevisit.core.store.FaultyReceiver.ProcessDied;
import io.onevisit.core.store.FaultyReceiver.Sending;
import io.onevisit.core.store.LossyDataSource.Commit;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the outbox must do on whatever database, by the faults it is made for. */
abstract class OutboxContract {
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final Bytes PAYLOAD = Bytes.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    private static final OutboxSettings SETTINGS = OutboxSettings.defaults();

    private final SettableClock clock = new SettableClock(NOON);
    private DataSource dataSource;
    private Department department;

    /** A database without tables. */
    abstract DataSource emptyDatabase() throws Exception;

    @BeforeEach
    void create_tables() throws Exception {
        dataSource = emptyDatabase();
        department = new Department(dataSource);
        outbox(new FaultyReceiver()).createTables();
        department.execute("CREATE TABLE noted (business_key VARCHAR(128), outcome VARCHAR(16))");
    }

    @Test
    void sends_what_was_committed_once_and_tells_the_business() {
        FaultyReceiver receiver = new FaultyReceiver();
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");

        assertThat(outbox.runDue()).isEqualTo(1);
        assertThat(outbox.runDue()).isZero();

        assertThat(receiver.calls()).containsExactly("send k1");
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_1_after_a_lost_answer_asks_and_does_not_send_again() {
        FaultyReceiver receiver = new FaultyReceiver(Sending.ANSWER_LOST);
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");

        outbox.runDue();
        assertThat(noted()).isEmpty();
        clock.advance(SETTINGS.firstRetry());
        outbox.runDue();

        assertThat(receiver.calls()).containsExactly("send k1", "query k1");
        assertThat(receiver.effects("k1")).isEqualTo(1);
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_1_after_a_lost_request_asks_and_then_sends_again() {
        FaultyReceiver receiver = new FaultyReceiver(Sending.REQUEST_LOST);
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");

        outbox.runDue();
        clock.advance(SETTINGS.firstRetry());
        outbox.runDue();

        assertThat(receiver.calls()).containsExactly("send k1", "query k1", "send k1");
        assertThat(receiver.effects("k1")).isEqualTo(1);
    }

    @Test
    void fault_1_an_exception_that_says_nothing_about_the_sending_is_treated_like_a_lost_answer() {
        FaultyReceiver receiver = new FaultyReceiver(Sending.BROKEN_AFTERWARDS);
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");

        outbox.runDue();
        clock.advance(SETTINGS.firstRetry());
        outbox.runDue();

        assertThat(receiver.calls()).containsExactly("send k1", "query k1");
        assertThat(receiver.effects("k1")).isEqualTo(1);
    }

    @Test
    void fault_3_what_certainly_was_not_sent_is_sent_again_without_asking() {
        FaultyReceiver receiver = new FaultyReceiver(Sending.UNREACHABLE);
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");

        outbox.runDue();
        clock.advance(SETTINGS.firstRetry());
        outbox.runDue();

        assertThat(receiver.calls()).containsExactly("send k1", "send k1");
        assertThat(receiver.effects("k1")).isEqualTo(1);
    }

    @Test
    void fault_4_a_message_of_a_process_that_died_is_revived_and_asked_about_first() {
        FaultyReceiver receiver = new FaultyReceiver(Sending.DIED_AFTERWARDS);
        enqueue(outbox(receiver), "k1");
        assertThatThrownBy(outbox(receiver)::runDue).isInstanceOf(ProcessDied.class);

        Outbox restarted = outbox(receiver);
        assertThat(restarted.runDue()).as("the lease has not run out").isZero();
        clock.advance(SETTINGS.lease());
        assertThat(restarted.runDue()).isEqualTo(1);

        assertThat(receiver.calls()).containsExactly("send k1", "query k1");
        assertThat(receiver.effects("k1")).isEqualTo(1);
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_5_what_was_rolled_back_is_never_sent() {
        FaultyReceiver receiver = new FaultyReceiver();
        Outbox outbox = outbox(receiver);
        assertThatThrownBy(() -> department.inTransaction(tx -> {
                    outbox.enqueue(tx, FaultyReceiver.KIND, "k1", PAYLOAD);
                    throw new IllegalStateException("the caller's work failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        clock.advance(SETTINGS.lease());

        assertThat(outbox.runDue()).isZero();
        assertThat(receiver.calls()).isEmpty();
        assertThat(enqueue(outbox, "k1")).as("nothing of it is left").isTrue();
    }

    @Test
    void fault_5_nothing_is_sent_before_the_commit() throws SQLException {
        FaultyReceiver receiver = new FaultyReceiver();
        Outbox outbox = outbox(receiver);
        try (Connection tx = dataSource.getConnection()) {
            tx.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            tx.setAutoCommit(false);
            outbox.enqueue(tx, FaultyReceiver.KIND, "k1", PAYLOAD);
            assertThat(outbox.runDue()).isZero();
            tx.commit();
        }
        assertThat(outbox.runDue()).isEqualTo(1);
    }

    @Test
    void fault_6_the_same_message_twice_is_one_entry() {
        FaultyReceiver receiver = new FaultyReceiver();
        Outbox outbox = outbox(receiver);

        assertThat(enqueue(outbox, "k1")).isTrue();
        assertThat(enqueue(outbox, "k1")).isFalse();
        outbox.runDue();
        assertThat(enqueue(outbox, "k1")).as("also after it was sent").isFalse();
        outbox.runDue();

        assertThat(receiver.calls()).containsExactly("send k1");
    }

    @Test
    void fault_6_another_payload_under_the_same_key_is_refused() {
        Outbox outbox = outbox(new FaultyReceiver());
        enqueue(outbox, "k1");

        assertThatThrownBy(() ->
                        department.inTransaction(tx -> outbox.enqueue(tx, FaultyReceiver.KIND, "k1", Bytes.empty())))
                .isInstanceOf(InvalidValueException.class);
        outbox.runDue();
        assertThatThrownBy(() ->
                        department.inTransaction(tx -> outbox.enqueue(tx, FaultyReceiver.KIND, "k1", Bytes.empty())))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void fault_7_while_the_query_does_not_answer_it_stays_unknown_and_the_pauses_grow() {
        FaultyReceiver receiver = new FaultyReceiver(
                FaultyReceiver.script(Sending.ACCEPTED, Sending.ANSWER_LOST),
                FaultyReceiver.script(Asking.ANSWERED, Asking.UNREACHABLE, Asking.BROKEN, Asking.OPEN),
                () -> true);
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");
        outbox.runDue();

        for (int seconds : new int[] {5, 10, 20, 40}) {
            clock.advance(Duration.ofSeconds(seconds - 1));
            assertThat(outbox.runDue()).as("too early").isZero();
            clock.advance(Duration.ofSeconds(1));
            assertThat(outbox.runDue()).isEqualTo(1);
        }

        assertThat(receiver.calls()).containsExactly("send k1", "query k1", "query k1", "query k1", "query k1");
        assertThat(receiver.effects("k1")).isEqualTo(1);
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_7_and_8_what_stays_unknown_too_long_is_left_to_a_person_and_never_sent_blindly() {
        FaultyReceiver receiver = new FaultyReceiver(
                FaultyReceiver.script(Sending.ACCEPTED, Sending.ANSWER_LOST), () -> Asking.UNREACHABLE, () -> true);
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");

        runUntilSettled(outbox);

        assertThat(outbox.deadLetters(10)).singleElement().satisfies(letter -> {
            assertThat(letter.businessKey()).isEqualTo("k1");
            assertThat(letter.payload()).isEqualTo(PAYLOAD);
            assertThat(letter.uncertain()).isTrue();
            assertThat(letter.reason()).contains("connection refused");
            assertThat(letter.since()).isEqualTo(NOON.plus(SETTINGS.giveUpAfter()));
            assertThat(letter.tries()).isGreaterThan(5);
        });
        assertThat(receiver.calls()).filteredOn("send k1"::equals).hasSize(1);
        assertThat(noted()).isEmpty();
    }

    @Test
    void fault_8_what_may_have_been_sent_is_not_sent_again_once_the_other_side_may_have_forgotten_its_key() {
        FaultyReceiver receiver = new FaultyReceiver(Sending.DIED_BEFORE);
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");
        assertThatThrownBy(outbox::runDue).isInstanceOf(ProcessDied.class);

        clock.advance(Duration.ofDays(2));
        outbox.runDue();

        assertThat(receiver.calls()).containsExactly("send k1", "query k1");
        assertThat(outbox.deadLetters(10)).singleElement().satisfies(letter -> {
            assertThat(letter.uncertain()).isTrue();
            assertThat(letter.reason()).contains("may have forgotten its key");
        });
        assertThat(outbox.release(FaultyReceiver.KIND, "k1"))
                .as("a person decides")
                .isTrue();
        outbox.runDue();
        assertThat(receiver.calls()).containsExactly("send k1", "query k1", "query k1", "send k1");
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_8_what_was_accepted_is_noted_however_late() {
        FaultyReceiver receiver = new FaultyReceiver(Sending.DIED_AFTERWARDS);
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");
        assertThatThrownBy(outbox::runDue).isInstanceOf(ProcessDied.class);

        clock.advance(Duration.ofDays(2));
        outbox.runDue();

        assertThat(receiver.calls()).containsExactly("send k1", "query k1");
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_8_what_was_never_sent_is_sent_however_late() {
        FaultyReceiver receiver = new FaultyReceiver();
        enqueue(outbox(receiver), "k1");

        clock.advance(Duration.ofDays(2));
        outbox(receiver).runDue();

        assertThat(receiver.calls()).containsExactly("send k1");
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void a_dead_letter_released_is_asked_about_first_when_it_is_uncertain() {
        FaultyReceiver receiver = new FaultyReceiver(
                FaultyReceiver.script(Sending.ACCEPTED, Sending.ANSWER_LOST), () -> Asking.UNREACHABLE, () -> true);
        enqueue(outbox(receiver), "k1");
        runUntilSettled(outbox(receiver));
        FaultyReceiver healed = new FaultyReceiver();
        healed.send("k1", PAYLOAD);
        Outbox outbox = outbox(healed);

        assertThat(outbox.release(FaultyReceiver.KIND, "k1")).isTrue();
        assertThat(outbox.release(FaultyReceiver.KIND, "k1")).isFalse();
        outbox.runDue();

        assertThat(healed.calls()).containsExactly("send k1", "query k1");
        assertThat(noted()).containsExactly("k1 Done");
        assertThat(outbox.deadLetters(10)).isEmpty();
    }

    @Test
    void a_refused_message_is_a_dead_letter_at_once_and_the_business_is_told() {
        FaultyReceiver receiver = new FaultyReceiver(Sending.REFUSED);
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");

        outbox.runDue();

        assertThat(outbox.deadLetters(10)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("12004 amount differs");
            assertThat(letter.uncertain()).isFalse();
        });
        assertThat(noted()).containsExactly("k1 Refused");
        assertThat(outbox.release(FaultyReceiver.KIND, "k1")).isTrue();
        outbox.runDue();
        assertThat(receiver.calls()).containsExactly("send k1", "send k1");
        assertThat(noted()).containsExactly("k1 Done", "k1 Refused");
    }

    @Test
    void when_the_business_cannot_take_note_neither_side_of_it_is_remembered_and_it_is_asked_again() {
        FaultyReceiver receiver = new FaultyReceiver(
                () -> Sending.ACCEPTED, () -> Asking.ANSWERED, FaultyReceiver.script(true, false, false));
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");

        outbox.runDue();
        assertThat(noted()).isEmpty();
        clock.advance(Duration.ofHours(1));
        outbox.runDue();
        clock.advance(Duration.ofHours(1));
        outbox.runDue();

        assertThat(receiver.calls()).containsExactly("send k1", "query k1", "query k1");
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_9_two_workers_send_each_message_once() throws Exception {
        FaultyReceiver receiver = new FaultyReceiver();
        List<String> keys = IntStream.range(0, 40).mapToObj(i -> "k" + i).toList();
        keys.forEach(key -> enqueue(outbox(receiver), key));
        CountDownLatch bothReady = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> workers = IntStream.range(0, 2)
                    .mapToObj(i -> threads.submit(() -> {
                        Outbox outbox = outbox(receiver);
                        bothReady.countDown();
                        bothReady.await();
                        return outbox.runDue();
                    }))
                    .toList();
            assertThat(workers.get(0).get() + workers.get(1).get()).isEqualTo(40);
        } finally {
            threads.shutdown();
        }

        assertThat(keys).allMatch(key -> receiver.effects(key) == 1);
        assertThat(noted()).hasSize(40);
    }

    @Test
    void fault_9_a_worker_that_comes_back_after_its_lease_finds_the_matter_settled() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FaultyReceiver receiver = new FaultyReceiver();
        OutboxHandler slow = new Standing(receiver, sent, goOn);
        enqueue(outbox(slow), "k1");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> worker = thread.submit(() -> outbox(slow).runDue());
            sent.await();
            clock.advance(SETTINGS.lease());
            assertThat(outbox(receiver).runDue()).isEqualTo(1);
            assertThat(noted()).containsExactly("k1 Done");
            goOn.countDown();
            worker.get();
        } finally {
            thread.shutdown();
        }

        assertThat(receiver.calls()).containsExactly("send k1", "query k1");
        assertThat(noted()).containsExactly("k1 Done");
        assertThat(outbox(receiver).deadLetters(10)).isEmpty();
    }

    @Test
    void fault_9_a_worker_that_stood_still_before_it_began_finds_its_lease_gone() {
        FaultyReceiver receiver = new FaultyReceiver(Sending.ANSWER_LOST);
        enqueue(outbox(receiver), "k1");
        Task<Void> task = Tasks.oneTime(FaultyReceiver.KIND).execute((instance, context) -> {});
        Jobs jobs = Jobs.of(dataSource, List.of(task), clock::instant);
        Execution picked = jobs.pick(jobs.due().get(0)).orElseThrow();

        clock.advance(SETTINGS.lease());
        outbox(receiver).runDue();
        new Attempt(receiver, new Database(dataSource), SETTINGS, clock).make(picked);

        assertThat(receiver.calls()).containsExactly("send k1");
        clock.advance(SETTINGS.firstRetry());
        outbox(receiver).runDue();
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_9_a_worker_that_stood_still_before_it_began_leaves_the_message_to_the_one_that_is_at_it() {
        FaultyReceiver receiver = new FaultyReceiver();
        enqueue(outbox(receiver), "k1");
        Task<Void> task = Tasks.oneTime(FaultyReceiver.KIND).execute((instance, context) -> {});
        Jobs jobs = Jobs.of(dataSource, List.of(task), clock::instant);
        Attempt stale = new Attempt(receiver, new Database(dataSource), SETTINGS, clock);
        Execution picked = jobs.pick(jobs.due().get(0)).orElseThrow();

        clock.advance(SETTINGS.lease());
        outbox(new PassingOn(receiver) {
                    @Override
                    public Outcome<?> send(String businessKey, Bytes payload) {
                        stale.make(picked);
                        return super.send(businessKey, payload);
                    }
                })
                .runDue();

        assertThat(receiver.calls()).containsExactly("send k1");
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_9_two_workers_revive_a_message_once() {
        enqueue(outbox(new FaultyReceiver()), "k1");
        Task<Void> task = Tasks.oneTime(FaultyReceiver.KIND).execute((instance, context) -> {});
        Jobs jobs = Jobs.of(dataSource, List.of(task), clock::instant);
        Execution picked = jobs.pick(jobs.due().get(0)).orElseThrow();
        clock.advance(SETTINGS.lease());

        jobs.revive(SETTINGS.lease());
        jobs.revive(picked, clock.instant());

        assertThat(jobs.due()).hasSize(1);
    }

    @Test
    void fault_10_a_message_that_always_fails_ends_as_a_dead_letter_and_the_others_go_on() {
        FaultyReceiver poisoned = new FaultyReceiver(() -> Sending.UNREACHABLE, () -> Asking.ANSWERED, () -> true);
        Outbox outbox = outbox(poisoned, new Renamed(new FaultyReceiver()));
        enqueue(outbox, "k1");
        department.inTransaction(tx -> outbox.enqueue(tx, Renamed.KIND, "k2", PAYLOAD));

        outbox.runDue();
        assertThat(noted()).containsExactly("k2 Done");
        runUntilSettled(outbox);

        assertThat(outbox.deadLetters(10)).singleElement().satisfies(letter -> {
            assertThat(letter.uncertain()).isFalse();
            assertThat(letter.reason()).contains("PlatformUnreachableException");
        });
    }

    @Test
    void fault_10_the_dead_letters_of_one_kind_are_not_hidden_by_those_of_another() {
        Outbox outbox = outbox(
                new FaultyReceiver(Sending.REFUSED, Sending.REFUSED),
                new Renamed(new FaultyReceiver(Sending.REFUSED, Sending.REFUSED)));
        enqueue(outbox, "k1");
        enqueue(outbox, "k2");
        outbox.runDue();
        clock.advance(SETTINGS.firstRetry());
        department.inTransaction(tx -> outbox.enqueue(tx, Renamed.KIND, "k4", PAYLOAD));
        outbox.runDue();
        clock.advance(SETTINGS.firstRetry());
        department.inTransaction(tx -> outbox.enqueue(tx, Renamed.KIND, "k3", PAYLOAD));
        outbox.runDue();

        assertThat(outbox.deadLetters(Renamed.KIND, 1))
                .singleElement()
                .satisfies(letter -> assertThat(letter.businessKey()).isEqualTo("k4"));
        assertThat(outbox.deadLetters(Renamed.KIND, 10))
                .extracting(DeadLetter::businessKey)
                .containsExactly("k4", "k3");
        assertThat(outbox.deadLetters(FaultyReceiver.KIND, 10)).hasSize(2);
        assertThat(outbox.deadLetters("test.none", 10)).isEmpty();
    }

    @Test
    void fault_10_also_when_it_is_the_business_that_always_fails() {
        FaultyReceiver receiver = new FaultyReceiver(() -> Sending.ACCEPTED, () -> Asking.ANSWERED, () -> false);
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");

        runUntilSettled(outbox);

        assertThat(outbox.deadLetters(10)).singleElement().satisfies(letter -> {
            assertThat(letter.uncertain()).isTrue();
            assertThat(letter.reason())
                    .contains("java.lang.IllegalStateException")
                    .doesNotContain("张三", "1101");
        });
        assertThat(receiver.effects("k1")).isEqualTo(1);
    }

    @Test
    void fault_10_also_when_it_is_a_table_of_the_business_that_always_fails() {
        FaultyReceiver receiver = new FaultyReceiver();
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");
        department.execute("ALTER TABLE noted RENAME TO elsewhere");

        runUntilSettled(outbox);
        department.execute("ALTER TABLE elsewhere RENAME TO noted");

        assertThat(outbox.deadLetters(10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.uncertain()).isTrue());
        assertThat(outbox.release(FaultyReceiver.KIND, "k1")).isTrue();
        outbox.runDue();
        assertThat(noted()).containsExactly("k1 Done");
        assertThat(receiver.effects("k1")).isEqualTo(1);
    }

    @Test
    void tells_what_it_has_handlers_for() {
        Outbox outbox = outbox(new FaultyReceiver());

        assertThat(outbox.handles(FaultyReceiver.KIND)).isTrue();
        assertThat(outbox.handles("test.other")).isFalse();
    }

    @Test
    void fault_11_closing_in_the_middle_of_a_call_loses_nothing() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        FaultyReceiver receiver = new FaultyReceiver();
        OutboxHandler never = new Standing(receiver, sent, new CountDownLatch(1));

        Set<Thread> threads = closeInTheMiddle(never, sent);
        for (Thread thread : threads) {
            thread.join();
        }
        clock.advance(SETTINGS.lease());
        outbox(receiver).runDue();

        assertThat(receiver.calls()).containsExactly("send k1", "query k1");
        assertThat(receiver.effects("k1")).isEqualTo(1);
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_11_a_call_that_does_not_heed_its_interruption_is_left_uncertain_and_comes_back_to_a_settled_matter()
            throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FaultyReceiver receiver = new FaultyReceiver();
        Stubborn stubborn = new Stubborn(receiver, sent, goOn);

        Set<Thread> threads = closeInTheMiddle(stubborn, sent);
        assertThat(department.strings("SELECT business_key FROM onevisit_message WHERE uncertain = TRUE"))
                .containsExactly("k1");
        clock.advance(SETTINGS.lease());
        outbox(receiver).runDue();
        goOn.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(stubborn.interruptions).hasPositiveValue();
        assertThat(receiver.calls()).containsExactly("send k1", "query k1");
        assertThat(noted()).containsExactly("k1 Done");
        assertThat(outbox(receiver).deadLetters(10)).isEmpty();
    }

    /** Starts an outbox, closes it when its one message was sent but has not returned, and gives its threads. */
    private Set<Thread> closeInTheMiddle(OutboxHandler handler, CountDownLatch sent) throws InterruptedException {
        OutboxSettings impatient = new OutboxSettings(
                1,
                Duration.ofMillis(20),
                SETTINGS.lease(),
                SETTINGS.firstRetry(),
                SETTINGS.longestRetry(),
                SETTINGS.giveUpAfter(),
                Duration.ofMillis(100));
        Set<Thread> threads;
        Set<Thread> before = schedulerThreads();
        try (Outbox outbox = new Outbox(dataSource, List.of(handler), impatient, clock)) {
            enqueue(outbox, "k1");
            outbox.start();
            sent.await();
            threads = schedulerThreads();
        }
        threads.removeAll(before);
        return threads;
    }

    @Test
    void fault_12_each_message_of_a_batch_ends_by_itself() {
        FaultyReceiver receiver = new FaultyReceiver(
                Sending.ACCEPTED, Sending.REFUSED, Sending.ACCEPTED, Sending.ANSWER_LOST, Sending.ACCEPTED);
        Outbox outbox = outbox(receiver);
        department.inTransaction(tx -> {
            for (int i = 1; i <= 5; i++) {
                outbox.enqueue(tx, FaultyReceiver.KIND, "k" + i, PAYLOAD);
            }
            return true;
        });

        assertThat(outbox.runDue()).isEqualTo(5);
        assertThat(noted()).filteredOn(note -> note.endsWith("Done")).hasSize(3);
        assertThat(noted()).filteredOn(note -> note.endsWith("Refused")).hasSize(1);
        assertThat(outbox.deadLetters(10)).hasSize(1);
        clock.advance(SETTINGS.firstRetry());
        outbox.runDue();

        assertThat(noted()).hasSize(5);
        assertThat(receiver.calls()).filteredOn(call -> call.startsWith("send")).hasSize(5);
    }

    @Test
    void tells_alike_keys_apart() {
        FaultyReceiver receiver = new FaultyReceiver();
        Outbox outbox = outbox(receiver);
        List<String> keys = List.of("k1", "K1", "k1.", "k1:", "k".repeat(128));

        keys.forEach(key -> assertThat(enqueue(outbox, key)).as(key).isTrue());
        outbox.runDue();

        assertThat(keys).allMatch(key -> receiver.effects(key) == 1);
        assertThat(noted()).hasSize(keys.size());
    }

    @Test
    void once_started_its_own_threads_send_until_it_is_closed_and_before_that_there_are_none() throws Exception {
        Set<Thread> before = schedulerThreads();
        Set<Thread> after = new HashSet<>();
        CountDownLatch ended = new CountDownLatch(3);
        FaultyReceiver receiver = new FaultyReceiver(() -> Sending.ACCEPTED, () -> Asking.ANSWERED, () -> {
            ended.countDown();
            return true;
        });
        OutboxSettings quick = new OutboxSettings(
                2,
                Duration.ofMillis(20),
                SETTINGS.lease(),
                SETTINGS.firstRetry(),
                SETTINGS.longestRetry(),
                SETTINGS.giveUpAfter(),
                SETTINGS.closeWithin());
        try (Outbox outbox = new Outbox(dataSource, List.of(receiver), quick, Clock.systemUTC())) {
            enqueue(outbox, "k1");
            enqueue(outbox, "k2");
            assertThat(before).containsAll(schedulerThreads());
            outbox.start();
            enqueue(outbox, "k3");
            ended.await();
            after.addAll(schedulerThreads());
            assertThatThrownBy(outbox::start).isInstanceOf(InvalidValueException.class);
        }

        after.removeAll(before);
        assertThat(after).isNotEmpty();
        for (Thread thread : after) {
            thread.join();
        }
        assertThat(noted()).containsExactly("k1 Done", "k2 Done", "k3 Done");
    }

    @Test
    void messages_of_a_kind_without_handler_here_are_left_to_others() {
        FaultyReceiver receiver = new FaultyReceiver();
        enqueue(outbox(receiver), "k1");

        assertThat(outbox(new Renamed(receiver)).runDue()).isZero();
        clock.advance(Duration.ofDays(365));
        assertThat(outbox(new Renamed(receiver)).runDue()).isZero();
        assertThat(outbox(receiver).runDue()).isEqualTo(1);
    }

    @Test
    void messages_left_to_others_take_no_room_from_ours_however_many_they_are() {
        Outbox others = outbox(new Renamed(new FaultyReceiver()));
        department.inTransaction(tx -> {
            for (int i = 0; i < 999; i++) {
                others.enqueue(tx, Renamed.KIND, "other" + i, PAYLOAD);
            }
            return true;
        });
        clock.advance(Duration.ofSeconds(1));
        Outbox ours = outbox(new FaultyReceiver());
        enqueue(ours, "k1");
        enqueue(ours, "k2");

        assertThat(ours.runDue()).isEqualTo(2);
    }

    @Test
    void the_content_of_a_message_is_forgotten_once_it_was_accepted_and_later_the_message() {
        Outbox outbox = outbox(new FaultyReceiver());
        enqueue(outbox, "k1");
        outbox.runDue();
        assertThat(department.strings("SELECT business_key FROM onevisit_message WHERE payload IS NOT NULL"))
                .isEmpty();

        assertThat(outbox.deleteDone(NOON, 10)).isZero();
        assertThat(outbox.deleteDone(NOON.plusSeconds(1), 10)).isEqualTo(1);
        assertThat(enqueue(outbox, "k1")).isTrue();
    }

    @Test
    void accepted_messages_are_forgotten_in_batches_of_a_bounded_size_and_no_others() {
        FaultyReceiver receiver = new FaultyReceiver(Sending.REFUSED, Sending.UNREACHABLE);
        Outbox outbox = outbox(receiver);
        for (int i = 0; i < 7; i++) {
            enqueue(outbox, "k" + i);
        }
        outbox.runDue();

        assertThat(Stream.generate(() -> outbox.deleteDone(NOON.plusSeconds(1), 2))
                        .limit(4))
                .containsExactly(2, 2, 1, 0);
        assertThat(department.strings("SELECT status FROM onevisit_message ORDER BY status"))
                .containsExactly("DEAD", "OPEN");
    }

    @Test
    void refuses_what_is_not_of_its_form() throws SQLException {
        Outbox outbox = outbox(new FaultyReceiver());
        Bytes tooMuch = Bytes.of(new byte[256 * 1024 + 1]);

        department.inTransaction(tx -> {
            for (String key : List.of("", " ", "k".repeat(129), "a b", "a\nb", "办件", "a/b")) {
                assertThatThrownBy(() -> outbox.enqueue(tx, FaultyReceiver.KIND, key, PAYLOAD))
                        .as(key)
                        .isInstanceOf(InvalidValueException.class);
            }
            assertThatThrownBy(() -> outbox.enqueue(tx, "other", "k1", PAYLOAD))
                    .isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> outbox.enqueue(tx, FaultyReceiver.KIND, "k1", tooMuch))
                    .isInstanceOf(InvalidValueException.class);
            return true;
        });
        try (Connection connection = dataSource.getConnection()) {
            assertThatThrownBy(() -> outbox.enqueue(connection, FaultyReceiver.KIND, "k1", PAYLOAD))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("auto-commit");
        }
        assertThatThrownBy(() -> outbox.deadLetters(0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outbox.deadLetters(FaultyReceiver.KIND, 10_001))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outbox.deleteDone(NOON, 10_001)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outbox(new FaultyReceiver(), new FaultyReceiver()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("different kinds");
        for (String kind : List.of("", "办件", "a b", "k".repeat(65))) {
            OutboxHandler handler = new PassingOn(new FaultyReceiver()) {
                @Override
                public String kind() {
                    return kind;
                }
            };
            assertThatThrownBy(() -> outbox(handler)).as(kind).isInstanceOf(InvalidValueException.class);
        }
        assertThat(outbox.runDue()).isZero();
    }

    @Test
    void fault_58_says_so_when_the_database_does_not_carry_it_out() {
        Outbox outbox = outbox(new FaultyReceiver());
        department.execute("DROP TABLE onevisit_job");

        assertThatThrownBy(outbox::runDue).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> enqueue(outbox, "k1")).isInstanceOf(StorageException.class);
        assertThat(department.strings("SELECT business_key FROM onevisit_message"))
                .isEmpty();
        department.execute("DROP TABLE onevisit_message");
        assertThatThrownBy(() -> enqueue(outbox, "k1")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> outbox.deadLetters(1)).isInstanceOf(StorageException.class);
    }

    @Test
    void fault_58_when_the_ending_cannot_be_stored_the_message_is_asked_about_after_its_lease() {
        FaultyReceiver receiver = new FaultyReceiver();
        Outbox outbox = outbox(receiver);
        enqueue(outbox, "k1");
        department.execute("ALTER TABLE noted RENAME TO elsewhere");
        outbox.runDue();
        department.execute("ALTER TABLE elsewhere RENAME TO noted");

        clock.advance(SETTINGS.lease());
        outbox.runDue();

        assertThat(receiver.calls()).containsExactly("send k1", "query k1");
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_58_an_ending_rolled_back_for_another_transaction_is_settled_again_at_once() {
        FaultyReceiver receiver = new FaultyReceiver();
        Outbox outbox = outbox(new Noting(receiver, tx -> {
            throw new SQLTransactionRollbackException("deadlock", "40001");
        }));
        enqueue(outbox, "k1");

        outbox.runDue();

        assertThat(receiver.calls()).containsExactly("send k1");
        assertThat(noted()).containsExactly("k1 Done");
    }

    @Test
    void fault_58_when_the_server_ends_the_connection_while_the_ending_is_noted_it_is_asked_about_after_its_lease() {
        FaultyReceiver receiver = new FaultyReceiver();
        Outbox outbox = outbox(new Noting(receiver, tx -> Databases.kill(dataSource, tx)));
        enqueue(outbox, "k1");

        outbox.runDue();
        assertThat(noted()).isEmpty();
        clock.advance(SETTINGS.lease());
        outbox.runDue();

        assertThat(receiver.calls()).containsExactly("send k1", "query k1");
        assertThat(noted()).containsExactly("k1 Done");
    }

    /** Of the four commits of a message: when it is enqueued, picked, about to be sent, and when its ending is noted. */
    @ParameterizedTest
    @CsvSource({
        "1, REQUEST_LOST",
        "1, ANSWER_LOST",
        "2, REQUEST_LOST",
        "2, ANSWER_LOST",
        "3, REQUEST_LOST",
        "3, ANSWER_LOST",
        "4, REQUEST_LOST",
        "4, ANSWER_LOST"
    })
    void fault_58_a_commit_without_an_answer_neither_loses_a_message_nor_sends_it_twice(int which, Commit lost) {
        FaultyReceiver receiver = new FaultyReceiver();
        AtomicInteger commits = new AtomicInteger();
        DataSource lossy =
                LossyDataSource.of(dataSource, () -> commits.incrementAndGet() == which ? lost : Commit.CARRIED_OUT);
        Outbox outbox = new Outbox(lossy, List.of(receiver), SETTINGS, clock);
        Department onLossy = new Department(lossy);
        TransactionWork<Boolean> work = tx -> outbox.enqueue(tx, FaultyReceiver.KIND, "k1", PAYLOAD);

        if (which == 1) {
            assertThatThrownBy(() -> onLossy.inTransaction(work)).isInstanceOf(StorageException.class);
        }
        onLossy.inTransaction(work);
        if (which == 2) {
            assertThatThrownBy(outbox::runDue).isInstanceOf(StorageException.class);
        }
        outbox.runDue();
        clock.advance(SETTINGS.lease());
        outbox.runDue();

        assertThat(receiver.effects("k1")).isEqualTo(1);
        assertThat(noted()).containsExactly("k1 Done");
        assertThat(outbox.deleteDone(clock.instant().plusSeconds(1), 10)).isEqualTo(1);
    }

    private void runUntilSettled(Outbox outbox) {
        Instant end = clock.instant().plus(SETTINGS.giveUpAfter()).plus(SETTINGS.longestRetry());
        while (clock.instant().isBefore(end) && outbox.deadLetters(1).isEmpty()) {
            outbox.runDue();
            clock.advance(Duration.ofHours(3));
        }
    }

    private Outbox outbox(OutboxHandler... handlers) {
        return new Outbox(dataSource, List.of(handlers), SETTINGS, clock);
    }

    private boolean enqueue(Outbox outbox, String key) {
        return department.inTransaction(tx -> outbox.enqueue(tx, FaultyReceiver.KIND, key, PAYLOAD));
    }

    private List<String> noted() {
        return department.strings("SELECT CONCAT(business_key, ' ', outcome) FROM noted ORDER BY 1");
    }

    private static Set<Thread> schedulerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("db-scheduler"))
                .collect(Collectors.toSet());
    }

    /** The department's own use of its database. */
    private record Department(DataSource dataSource) {
        <T> T inTransaction(TransactionWork<T> work) {
            return new JdbcStateStore(dataSource, Clock.systemUTC()).inTransaction(work);
        }

        void execute(String sql) {
            inTransaction(tx -> {
                try (Statement statement = tx.createStatement()) {
                    return statement.execute(sql);
                }
            });
        }

        List<String> strings(String query) {
            return inTransaction(tx -> {
                List<String> strings = new ArrayList<>();
                try (Statement statement = tx.createStatement();
                        ResultSet rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        strings.add(rows.getString(1));
                    }
                }
                return strings;
            });
        }
    }

    /** Stands still after having sent, until told to go on or interrupted. */
    private static class Standing extends PassingOn {
        private final CountDownLatch sent;
        private final CountDownLatch goOn;

        Standing(FaultyReceiver receiver, CountDownLatch sent, CountDownLatch goOn) {
            super(receiver);
            this.sent = sent;
            this.goOn = goOn;
        }

        @Override
        public Outcome<?> send(String businessKey, Bytes payload) {
            Outcome<?> outcome = super.send(businessKey, payload);
            sent.countDown();
            try {
                stand(goOn);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return outcome;
        }

        void stand(CountDownLatch until) throws InterruptedException {
            until.await();
        }
    }

    /** Stands still however often it is interrupted. */
    private static final class Stubborn extends Standing {
        private final AtomicInteger interruptions = new AtomicInteger();

        Stubborn(FaultyReceiver receiver, CountDownLatch sent, CountDownLatch goOn) {
            super(receiver, sent, goOn);
        }

        @Override
        void stand(CountDownLatch until) {
            while (until.getCount() > 0) {
                try {
                    until.await();
                } catch (InterruptedException e) {
                    interruptions.incrementAndGet();
                }
            }
        }
    }

    /** The same receiver for another kind. */
    private static final class Renamed extends PassingOn {
        static final String KIND = "test.other";

        Renamed(FaultyReceiver receiver) {
            super(receiver);
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    private interface Step {
        void in(Connection transaction) throws SQLException;
    }

    /** Does something more the first time that it takes note. */
    private static final class Noting extends PassingOn {
        private final Supplier<Step> more;

        Noting(FaultyReceiver receiver, Step first) {
            super(receiver);
            this.more = FaultyReceiver.script(transaction -> {}, first);
        }

        @Override
        public void ended(Connection transaction, String businessKey, Bytes payload, Outcome<?> outcome)
                throws SQLException {
            super.ended(transaction, businessKey, payload, outcome);
            more.get().in(transaction);
        }
    }
}
