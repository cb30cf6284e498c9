package io.onevisit.core.store;

import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class MySqlOutboxTest extends OutboxContract {
    @Override
    DataSource emptyDatabase() {
        return Databases.mySql();
    }
}
