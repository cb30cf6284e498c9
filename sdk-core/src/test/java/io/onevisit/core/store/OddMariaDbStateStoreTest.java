package io.onevisit.core.store;

import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class OddMariaDbStateStoreTest extends StateStoreContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.oddMariaDb();
    }
}
