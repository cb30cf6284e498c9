package io.onevisit.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2OutboxTest extends OutboxContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.h2InMemory();
    }

    @Test
    void fault_11_a_file_outlives_the_interruption_of_a_worker(@TempDir Path directory) throws SQLException {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-21T04:00:00Z"));
        DataSource file = Databases.h2InFile(directory.resolve("outbox"));
        OutboxRun.createTables(file, clock);
        FaultyReceiver receiver = new FaultyReceiver();
        OutboxHandler interrupted = new PassingOn(receiver) {
            @Override
            public Outcome<?> send(String businessKey, Bytes payload) {
                Thread.currentThread().interrupt();
                return super.send(businessKey, payload);
            }
        };
        Outbox outbox = new Outbox(file, List.of(interrupted), OutboxSettings.defaults(), clock);
        new JdbcStateStore(file, clock)
                .inTransaction(tx -> outbox.enqueue(tx, FaultyReceiver.KIND, "k1", Bytes.empty()));

        int worked = outbox.runDue();

        assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
        assertThat(worked).isEqualTo(1);
        assertThat(outbox.deleteDone(clock.instant().plusSeconds(1), 10)).isEqualTo(1);
    }

    /** A subquery with a limit, run again for each row, chose differently among messages that ended at once. */
    @Test
    void keeps_to_the_limit_also_among_messages_that_ended_at_once() throws SQLException {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-21T04:00:00Z"));
        DataSource dataSource = Databases.h2Pooled();
        OutboxRun.createTables(dataSource, clock);
        Outbox outbox = new Outbox(dataSource, List.of(new FaultyReceiver()), OutboxSettings.defaults(), clock);

        for (int round = 0; round < 50; round++) {
            new JdbcStateStore(dataSource, clock).inTransaction(tx -> {
                for (int i = 0; i < 5; i++) {
                    outbox.enqueue(tx, FaultyReceiver.KIND, "k" + i, Bytes.empty());
                }
                return true;
            });
            outbox.runDue();
            Instant later = clock.instant().plusSeconds(1);
            assertThat(List.of(outbox.deleteDone(later, 2), outbox.deleteDone(later, 2), outbox.deleteDone(later, 2)))
                    .containsExactly(2, 2, 1);
        }
    }
}
