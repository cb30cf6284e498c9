package io.onevisit.examples.benchmarks;

import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.licence.Licence;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One licence after another, each another one: what many cost that one does not. */
@Warmup(iterations = 4, time = 2)
public class LicenceCounts extends Steady {
    @Param({"1", "10", "100", "1000"})
    public int licences;

    private IssuingOffice office = new IssuingOffice(SignatureAlgorithm.SM2);
    private List<String> tokens = List.of();

    /** Issues them. */
    @Setup
    public void issue() {
        office = new IssuingOffice(SignatureAlgorithm.SM2, licences);
        tokens = office.tokens();
    }

    @Benchmark
    public void verify(Blackhole seen) {
        for (String token : tokens) {
            Licence licence = office.verifier().verify(token).orThrow();
            seen.consume(licence);
        }
    }
}
