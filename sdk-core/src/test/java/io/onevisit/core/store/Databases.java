package io.onevisit.core.store;

import com.mysql.cj.jdbc.MysqlConnectionPoolDataSource;
import com.mysql.cj.jdbc.MysqlDataSource;
import io.onevisit.core.internal.store.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ds.common.BaseDataSource;

/** Real databases: a new and empty one at each call. Each server is started once for the whole run. */
final class Databases {
    private static final AtomicInteger MADE = new AtomicInteger();

    private Databases() {}

    static DataSource h2InMemory() {
        return h2("mem:state" + MADE.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    }

    /** For many small transactions: sessions and their prepared statements are used again. */
    static DataSource h2Pooled() {
        return JdbcConnectionPool.create(
                (JdbcDataSource) h2("mem:pooled" + MADE.incrementAndGet() + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=64"));
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
        return postgres(new PGSimpleDataSource());
    }

    static DataSource postgresSerializable() {
        PGSimpleDataSource dataSource = postgres(new PGSimpleDataSource());
        dataSource.setOptions("-c default_transaction_isolation=serializable");
        return dataSource;
    }

    static DataSource postgresPooled() {
        return JdbcConnectionPool.create(postgres(new PGConnectionPoolDataSource()));
    }

    private static <T extends BaseDataSource> T postgres(T dataSource) {
        String schema = "test" + MADE.incrementAndGet();
        PGSimpleDataSource server = (PGSimpleDataSource) PostgresServer.ONE.getPostgresDatabase();
        execute(server, "CREATE SCHEMA " + schema);
        dataSource.setUrl(server.getUrl());
        dataSource.setUser(server.getUser());
        dataSource.setCurrentSchema(schema);
        return dataSource;
    }

    /** MariaDB, by its own driver. */
    static DataSource mariaDb(String settings) {
        MysqlServer server = MysqlServer.ofMariaDb();
        try {
            MariaDbDataSource dataSource = new MariaDbDataSource(
                    "jdbc:mariadb://127.0.0.1:" + server.port() + "/" + newDatabase(server) + settings);
            dataSource.setUser(MysqlServer.USER);
            return dataSource;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** MySQL, by its own driver. */
    static DataSource mySql() {
        MysqlServer server = MysqlServer.ofMySql();
        return byMysqlDriver(new MysqlDataSource(), server, newDatabase(server), "");
    }

    static DataSource mySqlPooled() {
        MysqlServer server = MysqlServer.ofMySql();
        return JdbcConnectionPool.create(
                byMysqlDriver(new MysqlConnectionPoolDataSource(), server, newDatabase(server), ""));
    }

    static DataSource mariaDbPooled() {
        MysqlServer server = MysqlServer.ofMariaDb();
        return JdbcConnectionPool.create(
                byMysqlDriver(new MysqlConnectionPoolDataSource(), server, newDatabase(server), ""));
    }

    /**
     * MariaDB by the driver of MySQL, with about every setting that could mislead: rows are counted only when changed, text
     * goes through GBK and what does not fit is cut without an error, the two sides are in different time zones.
     */
    static DataSource oddMariaDb() {
        MysqlServer server = MysqlServer.ofMariaDb();
        return byMysqlDriver(
                new MysqlDataSource(),
                server,
                newDatabase(server),
                "&useAffectedRows=true&characterEncoding=GBK&useServerPrepStmts=true&connectionTimeZone=Pacific/Apia"
                        + "&forceConnectionTimeZoneToSession=false&sessionVariables=sql_mode='',time_zone='%2B08:00'");
    }

    /** Has the server end a session, as an administrator or a failing network would. */
    static void kill(DataSource dataSource, Connection victim) throws SQLException {
        Dialect dialect = Dialect.of(victim);
        String id = string(
                victim,
                switch (dialect) {
                    case H2 -> "CALL SESSION_ID()";
                    case POSTGRESQL -> "SELECT pg_backend_pid()";
                    case MYSQL -> "SELECT CONNECTION_ID()";
                });
        execute(
                dataSource,
                switch (dialect) {
                    case H2 -> "CALL ABORT_SESSION(" + id + ")";
                    case POSTGRESQL -> "SELECT pg_terminate_backend(" + id + ", 10000)";
                    case MYSQL -> "KILL " + id;
                });
    }

    private static String string(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static <T extends MysqlDataSource> T byMysqlDriver(
            T dataSource, MysqlServer server, String database, String settings) {
        dataSource.setUrl("jdbc:mysql://127.0.0.1:" + server.port() + "/" + database + "?sslMode=DISABLED" + settings);
        dataSource.setUser(MysqlServer.USER);
        return dataSource;
    }

    private static String newDatabase(MysqlServer server) {
        String name = "test" + MADE.incrementAndGet();
        execute(byMysqlDriver(new MysqlDataSource(), server, "", ""), "CREATE DATABASE " + name);
        return name;
    }

    private static void execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
