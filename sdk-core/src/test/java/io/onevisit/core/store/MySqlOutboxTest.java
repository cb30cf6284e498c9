package io.onevisit.core.store;

import javax.sql.DataSource;

class MySqlOutboxTest extends OutboxContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.mySql();
    }
}
