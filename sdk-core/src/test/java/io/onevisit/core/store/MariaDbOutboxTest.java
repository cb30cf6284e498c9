package io.onevisit.core.store;

import javax.sql.DataSource;

class MariaDbOutboxTest extends OutboxContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.mariaDb("");
    }
}
