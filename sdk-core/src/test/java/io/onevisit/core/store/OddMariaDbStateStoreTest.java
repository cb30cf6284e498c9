package io.onevisit.core.store;

import javax.sql.DataSource;

class OddMariaDbStateStoreTest extends StateStoreContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.oddMariaDb();
    }
}
