package io.onevisit.core.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.onevisit.core.Bytes;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are sent after the transaction they belong to, and only then (发件箱). A message is enqueued beside the
 * caller's own rows; when they are rolled back it never was. Committed, it is sent until it has ended: before a message
 * whose sending ended unknown is sent again, be it for a lost answer or because the process died, the other side is asked
 * under the message's business key.
 *
 * <p>Several processes may work on the same tables: whoever takes a message holds it for {@link OutboxSettings#lease()}
 * after its last sign of life; then another takes over and asks first.
 *
 * <p>PostgreSQL, MySQL, MariaDB or H2 (tested: PostgreSQL 14, MySQL 8.0, MariaDB 11.4, H2 2.5); any other database is
 * refused. Transactions must be of isolation {@code READ COMMITTED}, on PostgreSQL stricter ones will do. No thread runs
 * before {@link #start()}. Thread-safe. Methods throw {@link StorageException} when the database does not carry them
 * out.
 *
 * <p>{@link #createTables()} runs {@code outbox-postgresql.sql}, {@code outbox-mysql.sql} (MariaDB, too) or
 * {@code outbox-h2.sql}, which lie beside this class in the jar, for a database administrator to read and run instead.
 */
public final class Outbox implements AutoCloseable {
    private static final Pattern KIND = Pattern.compile("[a-zA-Z0-9._~:-]{1,64}");
    private static final Pattern BUSINESS_KEY = Pattern.compile("[a-zA-Z0-9._~:-]{1,128}");
    private static final int MAX_OCTETS = 256 * 1024;
    private static final int MAX_LIMIT = 10_000;
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration NEVER = Duration.ofDays(365_000);

    private final DataSource dataSource;
    private final Database database;
    private final Messages messages;
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private final List<Task<?>> tasks;
    private final Jobs jobs;
    private final OutboxSettings settings;
    private final Clock clock;
    private @Nullable Scheduler scheduler;

    /**
     * An outbox behind {@code dataSource}.
     *
     * @param handlers one for each kind; messages of other kinds are left to other processes
     * @param clock decides what is due
     */
    public Outbox(DataSource dataSource, List<OutboxHandler> handlers, OutboxSettings settings, Clock clock) {
        this.dataSource = Require.present(dataSource, "data source");
        this.database = new Database(dataSource);
        this.settings = Require.present(settings, "settings");
        this.clock = Require.present(clock, "clock");
        this.messages = new Messages(clock);
        for (OutboxHandler handler : Require.present(handlers, "handlers")) {
            String kind = Require.present(handler.kind(), "kind");
            Require.that(KIND.matcher(kind).matches(), "kind", "must be 1 to 64 letters, digits and . _ ~ : -");
            Attempt other = attempts.put(kind, new Attempt(handler, database, settings, clock));
            Require.that(other == null, "handlers", "must be of different kinds");
        }
        this.tasks = attempts.keySet().stream().<Task<?>>map(this::task).toList();
        this.jobs = Jobs.of(dataSource, tasks, clock::instant);
    }

    /** A run that broke is left picked: when its lease has run out it is revived, like that of a process that died. */
    private Task<Void> task(String kind) {
        return Tasks.custom(kind, Void.class)
                .onFailure((complete, operations) -> {})
                .onDeadExecution((complete, operations) -> operations.reschedule(complete, clock.instant()))
                .execute((instance, context) -> {
                    make(context.getExecution());
                    return (complete, operations) -> {};
                });
    }

    /** Creates the tables unless they are there. Safe to call at every start, by several nodes at once. */
    public void createTables() {
        database.runScript(Outbox.class, "outbox");
    }

    /**
     * Adds a message in the caller's transaction. Once that is committed it will be sent; rolled back it will not.
     *
     * @param kind one that there is a handler for
     * @param businessKey what the other side knows it by, its idempotency key: 1 to 128 letters, digits and . _ ~ : -; no
     *     personal data
     * @param payload at most 256 KiB; kept until the message has ended
     * @return false when the very same message was enqueued before; nothing is added then
     * @throws io.onevisit.core.InvalidValueException also when another payload was enqueued under the same key
     */
    public boolean enqueue(Connection transaction, String kind, String businessKey, Bytes payload) {
        Require.that(handles(kind), "kind", "must be one with a handler");
        Require.that(
                BUSINESS_KEY
                        .matcher(Require.present(businessKey, "business key"))
                        .matches(),
                "business key",
                "must be 1 to 128 letters, digits and . _ ~ : -");
        Require.that(
                Require.present(payload, "payload").length() <= MAX_OCTETS, "payload", "must have at most 256 KiB");
        try {
            Database.requireTransaction(transaction);
            boolean added = messages.enqueue(transaction, kind, businessKey, payload);
            if (added) {
                jobs(transaction).schedule(kind, businessKey, clock.instant());
            }
            return added;
        } catch (SQLException e) {
            throw new StorageException("enqueue message", e);
        }
    }

    /** True when there is a handler for messages of {@code kind}. */
    public boolean handles(String kind) {
        return attempts.containsKey(Require.present(kind, "kind"));
    }

    /** Starts the threads that send what is due, until {@link #close()}. */
    public synchronized void start() {
        Require.that(scheduler == null, "outbox", "must not be started twice");
        scheduler = Scheduler.create(dataSource, tasks)
                .tableName(Jobs.TABLE)
                .schedulerName(Jobs.WORKER)
                .serializer(Jobs.NO_DATA)
                .jdbcCustomization(Jobs.sql(tasks))
                .clock(clock::instant)
                .threads(settings.threads())
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.lease().dividedBy(MISSED_HEARTBEATS))
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(NEVER)
                .shutdownMaxWait(settings.closeWithin())
                .failureLogging(LogLevel.OFF, false)
                .build();
        scheduler.start();
    }

    /**
     * Sends what is due now on the caller's thread, for callers with a scheduler of their own. Not needed after
     * {@link #start()}. A handler must end within the lease here, since nobody gives a sign of life for it meanwhile.
     *
     * @return how many messages were worked on, at most 1,000
     */
    public int runDue() {
        jobs.revive(settings.lease());
        int worked = 0;
        for (Execution due : jobs.due()) {
            Optional<Execution> picked = database.repeatably("pick job", tx -> jobs(tx).pick(due));
            picked.ifPresent(this::make);
            worked += picked.isPresent() ? 1 : 0;
        }
        return worked;
    }

    private Jobs jobs(Connection transaction) {
        return Jobs.in(transaction, tasks, clock::instant);
    }

    private void make(Execution job) {
        Require.present(attempts.get(job.getTaskName()), "handler").make(job);
    }

    /**
     * Messages that a person must look at, the oldest first.
     *
     * @param limit at most how many, from 1 to 10,000
     */
    public List<DeadLetter> deadLetters(int limit) {
        requireLimit(limit);
        return database.repeatably("read dead letters", tx -> messages.dead(tx, limit));
    }

    /**
     * Messages of one kind that a person must look at, the oldest first.
     *
     * @param limit at most how many, from 1 to 10,000
     */
    public List<DeadLetter> deadLetters(String kind, int limit) {
        Require.present(kind, "kind");
        requireLimit(limit);
        return database.repeatably("read dead letters", tx -> messages.dead(tx, kind, limit));
    }

    /**
     * Puts a dead letter back to work, due at once and with the whole time before it. If the other side may have acted
     * on it, it is asked first.
     *
     * @return false when there is no such dead letter
     */
    public boolean release(String kind, String businessKey) {
        Require.present(kind, "kind");
        Require.present(businessKey, "business key");
        return database.repeatably("release dead letter", tx -> {
            boolean released = messages.release(tx, kind, businessKey);
            if (released) {
                jobs(tx).schedule(kind, businessKey, clock.instant());
            }
            return released;
        });
    }

    /**
     * Forgets messages that were accepted, the oldest first. From then on the same key could be enqueued anew.
     *
     * @param before only what ended before this time
     * @param limit at most how many, from 1 to 10,000
     * @return how many there were
     */
    public int deleteDone(Instant before, int limit) {
        Require.present(before, "before");
        requireLimit(limit);
        return database.repeatably("delete done messages", tx -> messages.deleteDone(tx, before, limit));
    }

    /**
     * Ends the threads: lets messages under way end, interrupts them after {@link OutboxSettings#closeWithin()}, and
     * waits for that as long again at most. What has not ended then stays recorded as uncertain, so nothing is lost.
     */
    @Override
    public synchronized void close() {
        if (scheduler != null) {
            scheduler.stop();
        }
    }

    private static void requireLimit(int limit) {
        Require.that(limit >= 1 && limit <= MAX_LIMIT, "limit", "must be from 1 to 10000");
    }
}
