package io.onevisit.core.store;

import javax.sql.DataSource;

class PostgresOutboxTest extends OutboxContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.postgres();
    }
}
