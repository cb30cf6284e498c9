package io.onevisit.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class MariaDbStateStoreTest extends StateStoreContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.mariaDb("");
    }

    @Test
    void rolls_back_also_where_tables_are_made_without_transactions_by_default() {
        StateKey key = new StateKey("test", "a");
        JdbcStateStore store = new JdbcStateStore(
                Databases.mariaDb("?sessionVariables=default_storage_engine=MyISAM"), Clock.systemUTC());
        store.createTables();

        assertThatThrownBy(() -> store.inTransaction(tx -> {
                    store.insert(tx, key, Bytes.empty(), null);
                    throw new IllegalStateException("the caller's work failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(store.<Optional<State>>inTransaction(tx -> store.find(tx, key)))
                .isEmpty();
    }
}
