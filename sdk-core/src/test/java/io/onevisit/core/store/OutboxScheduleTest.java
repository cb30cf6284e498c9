package io.onevisit.core.store;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Schedules whose every step a seed decides, so that a failure can be run again: while one node stands still in the middle
 * of a call, others enqueue, work, die and let time pass, on the same thread.
 */
class OutboxScheduleTest {
    private static final int STEPS = 30;
    private static final int STEPS_MEANWHILE = 3;
    private static final int NODES_STANDING = 2;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T04:00:00Z"));
    private final DataSource dataSource = Databases.h2Pooled();

    @BeforeEach
    void create_tables() throws SQLException {
        OutboxRun.createTables(dataSource, clock);
    }

    @Test
    void fault_9_every_committed_message_has_one_effect_and_one_note() throws SQLException {
        runSchedules(0, 25);
    }

    @Test
    @Tag("slow")
    void fault_9_every_committed_message_has_one_effect_and_one_note_in_ten_thousand_schedules() throws SQLException {
        runSchedules(1_000, 10_000);
    }

    /** Every other receiver remembers keys. */
    private void runSchedules(long firstSeed, int count) throws SQLException {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            Schedule schedule = new Schedule(new OutboxRun(dataSource, clock, seed), seed % 2 == 0);
            schedule.steps(STEPS);
            schedule.run.end();
        }
    }

    /**
     * A receiver that remembers no keys may see a message twice from a node that stood still past its lease before it
     * sent; so no time passes while a node stands there. It may stand however long once the receiver has acted.
     */
    private static final class Schedule extends PassingOn {
        private final OutboxRun run;
        private final boolean keysRemembered;
        private int standing;
        private int standingBeforeAnEffect;

        Schedule(OutboxRun run, boolean keysRemembered) {
            super(run.receiver());
            this.run = run;
            this.keysRemembered = keysRemembered;
            if (keysRemembered) {
                run.receiver().rememberingKeys();
            }
        }

        void steps(int count) {
            for (int step = 0; step < count; step++) {
                switch (run.random().nextInt(3)) {
                    case 0 -> run.enqueue();
                    case 1 -> run.work(this);
                    default -> passTime();
                }
            }
        }

        private void passTime() {
            if (keysRemembered || standingBeforeAnEffect == 0) {
                run.advance();
            }
        }

        private void meanwhile() {
            if (standing < NODES_STANDING) {
                standing++;
                steps(run.random().nextInt(STEPS_MEANWHILE + 1));
                standing--;
            }
        }

        private void meanwhileBeforeAnEffect() {
            standingBeforeAnEffect++;
            meanwhile();
            standingBeforeAnEffect--;
        }

        @Override
        public Outcome<?> send(String businessKey, Bytes payload) {
            meanwhileBeforeAnEffect();
            Outcome<?> outcome = super.send(businessKey, payload);
            meanwhile();
            return outcome;
        }

        @Override
        public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
            Optional<Outcome<?>> known = super.query(businessKey, payload);
            meanwhileBeforeAnEffect();
            return known;
        }
    }
}
