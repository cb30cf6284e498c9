package io.onevisit.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StateStoreTest extends StateStoreContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.h2InMemory();
    }

    @Test
    void a_file_keeps_states_when_the_last_connection_is_closed(@TempDir Path directory) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T04:00:00Z"), ZoneOffset.UTC);
        StateKey key = new StateKey("test", "a");
        JdbcStateStore before = new JdbcStateStore(Databases.h2InFile(directory.resolve("states")), clock);
        before.createTables();
        before.inTransaction(tx -> before.insert(tx, key, Bytes.empty(), null));

        JdbcStateStore after = new JdbcStateStore(Databases.h2InFile(directory.resolve("states")), clock);

        assertThat(after.<Optional<State>>inTransaction(tx -> after.find(tx, key)))
                .isPresent();
    }

    /** A subquery with a limit, run twice by H2, chose differently among rows that expire at once. */
    @Test
    void keeps_to_the_limit_also_among_states_that_expire_at_once() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T04:00:00Z"), ZoneOffset.UTC);
        JdbcStateStore store = new JdbcStateStore(Databases.h2Pooled(), clock);
        store.createTables();

        for (int round = 0; round < 100; round++) {
            store.inTransaction(tx -> {
                for (int i = 0; i < 25; i++) {
                    store.insert(tx, new StateKey("test", "nonce" + i), Bytes.empty(), clock.instant());
                }
                return true;
            });
            assertThat(List.of(store.deleteExpired(10), store.deleteExpired(10), store.deleteExpired(10)))
                    .containsExactly(10, 10, 5);
        }
    }
}
