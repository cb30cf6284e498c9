package io.onevisit.payment;

import io.onevisit.core.store.JdbcStateStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Real databases: a new and empty one at each call. */
public final class Stores {
    private static final AtomicInteger MADE = new AtomicInteger();

    private Stores() {}

    public static JdbcStateStore h2() {
        return h2(Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC));
    }

    public static JdbcStateStore h2(Clock clock) {
        JdbcStateStore store = new JdbcStateStore(h2Database(), clock);
        store.createTables();
        return store;
    }

    /** Sessions and their prepared statements are used again. */
    public static DataSource h2Database() {
        return JdbcConnectionPool.create(
                "jdbc:h2:mem:payment" + MADE.incrementAndGet() + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=64", "sa", "");
    }

    /** PostgreSQL, started once for the whole run. */
    static DataSource postgres() {
        String schema = "payment" + MADE.incrementAndGet();
        PGSimpleDataSource server = (PGSimpleDataSource) PostgresServer.ONE.getPostgresDatabase();
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        PGConnectionPoolDataSource database = new PGConnectionPoolDataSource();
        database.setUrl(server.getUrl());
        database.setUser(server.getUser());
        database.setCurrentSchema(schema);
        return JdbcConnectionPool.create(database);
    }

    private static final class PostgresServer {
        private static final EmbeddedPostgres ONE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
