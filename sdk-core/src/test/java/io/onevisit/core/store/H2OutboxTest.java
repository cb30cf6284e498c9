package io.onevisit.core.store;

import javax.sql.DataSource;

class H2OutboxTest extends OutboxContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.h2InMemory();
    }
}
