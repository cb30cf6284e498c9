package io.onevisit.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
}
