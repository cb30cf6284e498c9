package io.onevisit.core.store;

import javax.sql.DataSource;

class OddMariaDbOutboxTest extends OutboxContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.oddMariaDb();
    }
}
