package io.onevisit.core.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Real databases: a new and empty one at each call. The PostgreSQL server is started once for the whole run. */
final class Databases {
    private static final AtomicInteger MADE = new AtomicInteger();

    private Databases() {}

    static DataSource h2InMemory() {
        return h2("mem:state" + MADE.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    }

    /** For many small transactions: sessions and their prepared statements are used again. */
    static DataSource h2Pooled() {
        return JdbcConnectionPool.create((JdbcDataSource) h2InMemory());
    }

    static DataSource h2InFile(Path file) {
        return h2("file:" + file.toAbsolutePath());
    }

    private static DataSource h2(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:" + url);
        return dataSource;
    }

    static DataSource postgres() {
        String schema = "test" + MADE.incrementAndGet();
        PGSimpleDataSource dataSource = (PGSimpleDataSource) PostgresServer.ONE.getPostgresDatabase();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        dataSource.setCurrentSchema(schema);
        return dataSource;
    }

    private static final class PostgresServer {
        static final EmbeddedPostgres ONE = start();

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
