package io.onevisit.examples.benchmarks;

import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.RawMessage;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.openjdk.jmh.annotations.Benchmark;

/** Messages of the strict profile signed and verified, no database and no wire in it. */
public class Messages extends Steady {
    private final PlatformAtHand platform = new PlatformAtHand();
    private final RawMessage notice = platform.paid(
            new PaymentDesk(platform, JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", ""))
                    .order(1));

    /** A notice as it came in: its digest, its form, its time, its signature. */
    @Benchmark
    public Inbound verifyNotice() {
        return platform.receive(PlatformAtHand.NOTIFY_URI, notice).orThrow();
    }

    @Benchmark
    public RawMessage signRequest() {
        return platform.request();
    }
}
