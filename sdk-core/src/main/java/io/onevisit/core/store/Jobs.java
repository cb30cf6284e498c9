package io.onevisit.core.store;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.store.Dialect;
import io.onevisit.core.internal.store.SingleConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code onevisit_job}, kept by db-scheduler: one row for each open message, saying when it is due and who is
 * at it. A row that was picked carries a version; whoever holds another one has lost its lease.
 */
final class Jobs {
    static final String TABLE = "onevisit_job";
    static final SchedulerName WORKER = new SchedulerName.Fixed("onevisit-outbox");

    /** The content of a message is in a table of its own, so that nothing is ever deserialized here. */
    static final Serializer NO_DATA = new Serializer() {
        @Override
        public byte[] serialize(@Nullable Object data) {
            return new byte[0];
        }

        @Override
        public <T> @Nullable T deserialize(Class<T> type, byte[] data) {
            return null;
        }
    };

    private static final int BATCH = 1000;
    private static final String HOLD = "SELECT version FROM " + TABLE
            + " WHERE task_name = ? AND task_instance = ? AND picked = TRUE AND version = ? FOR UPDATE";

    private final JdbcTaskRepository repository;
    private final Clock clock;

    private Jobs(DataSource dataSource, boolean commits, List<Task<?>> tasks, Clock clock) {
        this.clock = clock;
        this.repository = new JdbcTaskRepository(
                dataSource,
                commits,
                sql(tasks),
                TABLE,
                new TaskResolver(SchedulerListeners.NOOP, clock, tasks),
                WORKER,
                NO_DATA,
                false,
                clock);
    }

    static JdbcCustomization sql(List<Task<?>> tasks) {
        return new CommonSql(tasks.stream().map(Task::getName).toList());
    }

    /** The jobs as seen in an open transaction, which it leaves open. */
    static Jobs in(Connection transaction, List<Task<?>> tasks, Clock clock) {
        return new Jobs(SingleConnection.dataSource(transaction), false, tasks, clock);
    }

    /** The jobs of these tasks; each change is committed by itself. */
    static Jobs of(DataSource dataSource, List<Task<?>> tasks, Clock clock) {
        return new Jobs(dataSource, true, tasks, clock);
    }

    /** Adds a job. That it is there already cannot be: then the message that goes with it would be, too. */
    void schedule(String kind, String businessKey, Instant due) {
        boolean added = storing(
                "schedule message",
                () -> repository.createIfNotExists(SchedulableInstance.of(new TaskInstance<>(kind, businessKey), due)));
        if (!added) {
            throw new StorageException("schedule message", null);
        }
    }

    /** Locks the job's row, unless somebody else has taken it over. */
    static boolean hold(Connection transaction, Execution job) throws SQLException {
        try (PreparedStatement statement =
                        Dialect.prepare(transaction, HOLD, job.getTaskName(), job.getId(), job.version);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    void remove(Execution job) {
        storing("end job", () -> {
            repository.remove(job);
            return true;
        });
    }

    void postpone(Execution job, Instant due) {
        Instant now = clock.now();
        storing(
                "postpone job",
                () -> repository.reschedule(job, due, job.lastSuccess, now, job.consecutiveFailures + 1));
    }

    /** Frees the jobs of workers that have given no sign of life for {@code lease}. */
    void revive(Duration lease) {
        Instant now = clock.now();
        List<Execution> dead = storing("find dead jobs", () -> repository.getDeadExecutions(now.minus(lease)));
        dead.forEach(job -> revive(job, now));
    }

    /** Frees a dead job, unless somebody else has. */
    void revive(Execution job, Instant now) {
        try {
            postpone(job, now);
        } catch (StorageException e) {
            if (!(e.getCause() instanceof ExecutionException)) {
                throw e;
            }
        }
    }

    /** What is due now of these tasks, not yet picked. */
    List<Execution> due() {
        return storing("find due jobs", () -> repository.getDue(clock.now(), BATCH));
    }

    /**
     * Takes the job, unless another worker was faster. To be done in a transaction: it writes and reads, and a worker that
     * stood still in between would take another's job for its own.
     */
    Optional<Execution> pick(Execution job) {
        return storing("pick job", () -> repository.pick(job, clock.now()));
    }

    private static <T> T storing(String operation, Supplier<T> work) {
        try {
            return work.get();
        } catch (SQLRuntimeException | DbSchedulerException e) {
            throw new StorageException(operation, e);
        }
    }
}
