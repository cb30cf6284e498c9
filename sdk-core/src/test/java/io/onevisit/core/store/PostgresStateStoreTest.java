package io.onevisit.core.store;

import javax.sql.DataSource;

class PostgresStateStoreTest extends StateStoreContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.postgres();
    }
}
