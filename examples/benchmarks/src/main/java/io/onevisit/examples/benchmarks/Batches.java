package io.onevisit.examples.benchmarks;

import io.onevisit.core.Batch;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.SignatureAlgorithm;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Two hundred licences in one batch, by the calling thread alone and with one more. */
@Warmup(iterations = 4, time = 2)
public class Batches extends Steady {
    static final int LICENCES = 200;

    private static final int UNDER_WAY = 20;

    @Param({"1", "2"})
    public int threads = 1;

    private final IssuingOffice office = new IssuingOffice(SignatureAlgorithm.SM2, LICENCES);
    private final List<String> tokens = office.tokens();
    private final ExecutorService helpers = Executors.newSingleThreadExecutor();
    private Batch batch = new Batch(Runnable::run, UNDER_WAY);

    /** Gives the batch its helper, if it has one. */
    @Setup
    public void help() {
        batch = new Batch(threads == 1 ? Runnable::run : helpers, UNDER_WAY);
    }

    /** Lets the helper go. */
    @TearDown
    public void stop() {
        helpers.shutdown();
    }

    /** How many passed. */
    @Benchmark
    public int verifyAll() throws InterruptedException {
        int[] passed = {0};
        batch.verifyAll(tokens.iterator(), office.verifier()::verify, (index, report) -> passed[0] += passes(report));
        sure(passed[0] == LICENCES);
        return passed[0];
    }

    private static int passes(Report<?> report) {
        return report.subject().isPresent() ? 1 : 0;
    }
}
