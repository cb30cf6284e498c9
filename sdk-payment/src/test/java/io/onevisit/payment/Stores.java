package io.onevisit.payment;

import io.onevisit.core.store.JdbcStateStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;

/** Real state stores: a new and empty H2 database in memory at each call. */
public final class Stores {
    private static final AtomicInteger MADE = new AtomicInteger();

    private Stores() {}

    public static JdbcStateStore h2() {
        return h2(Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC));
    }

    public static JdbcStateStore h2(Clock clock) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:payment" + MADE.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        JdbcStateStore store = new JdbcStateStore(dataSource, clock);
        store.createTables();
        return store;
    }
}
