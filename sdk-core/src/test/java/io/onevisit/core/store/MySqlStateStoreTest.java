package io.onevisit.core.store;

import javax.sql.DataSource;

class MySqlStateStoreTest extends StateStoreContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.mySql();
    }
}
