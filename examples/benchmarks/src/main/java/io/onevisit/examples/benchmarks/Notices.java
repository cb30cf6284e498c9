package io.onevisit.examples.benchmarks;

import io.onevisit.core.platform.RawMessage;
import io.onevisit.payment.NoticeAnswer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Notices of payment taken in: verified, their nonce and event remembered, the order changed, the effect put into the
 * outbox, all in one transaction that is committed. Each is another notice of another order; orders and notices are made
 * before the clock runs. H2 is in memory, PostgreSQL on disk and durable.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
public class Notices {
    static final int EACH_TIME = 50;

    @Param({"h2", "postgresql"})
    public String database = "h2";

    private final PlatformAtHand platform = new PlatformAtHand();
    private final Queue<RawMessage> notices = new ArrayDeque<>();
    private Closeable server = () -> {};
    private PaymentDesk desk = new PaymentDesk(platform, h2());

    private static DataSource h2() {
        return JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=64", "sa", "");
    }

    private DataSource postgres() throws IOException {
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .start();
        server = started;
        PGSimpleDataSource own = (PGSimpleDataSource) started.getPostgresDatabase();
        PGConnectionPoolDataSource pooled = new PGConnectionPoolDataSource();
        pooled.setUrl(own.getUrl());
        pooled.setUser(own.getUser());
        return JdbcConnectionPool.create(pooled);
    }

    /** Orders as many as will be paid. */
    @Setup
    public void order(BenchmarkParams params) throws IOException {
        order((params.getWarmup().getCount() + params.getMeasurement().getCount()) * EACH_TIME);
    }

    void order(int count) throws IOException {
        desk = new PaymentDesk(platform, database.equals("h2") ? h2() : postgres());
        for (int number = 1; number <= count; number++) {
            notices.add(platform.paid(desk.order(number)));
        }
    }

    /** Stops the server. */
    @TearDown
    public void stop() throws IOException {
        server.close();
    }

    @Benchmark
    @OperationsPerInvocation(EACH_TIME)
    public void receive() {
        for (int i = 0; i < EACH_TIME; i++) {
            NoticeAnswer answer = desk.payments().receive(notices.remove());
            if (answer != NoticeAnswer.ACCEPTED) {
                throw new IllegalStateException("a notice was " + answer);
            }
        }
    }
}
