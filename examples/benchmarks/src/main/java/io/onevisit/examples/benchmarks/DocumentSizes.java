package io.onevisit.examples.benchmarks;

import io.onevisit.core.Bytes;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.ofd.OfdAttachment;
import io.onevisit.seal.ofd.OfdDocument;
import io.onevisit.seal.ofd.OfdVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** A sealed document with attachments that no packing makes smaller, up to 200 MB of them. */
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 6, time = 2)
public class DocumentSizes extends Steady {
    private static final int MAX_ATTACHMENT = 16_000_000;

    @Param({"10000", "1000000", "20000000", "200000000"})
    public int octets;

    private final SealOffice office = new SealOffice();
    private final SealVerifier verifier = office.verifier();
    private byte[] document = {};

    /** Seals it. */
    @Setup
    public void seal() {
        document = office.sealed(SealOffice.document(attachments()), office.seal(1000), verifier)
                .toArray();
    }

    private List<OfdAttachment> attachments() {
        Random random = new Random(1);
        List<OfdAttachment> attachments = new ArrayList<>();
        for (int left = octets; left > 0; left -= MAX_ATTACHMENT) {
            byte[] noise = new byte[Math.min(left, MAX_ATTACHMENT)];
            random.nextBytes(noise);
            attachments.add(
                    new OfdAttachment("plan-" + attachments.size(), "application/octet-stream", Bytes.of(noise)));
        }
        return attachments;
    }

    @Benchmark
    public OfdDocument verify() {
        return new OfdVerifier(verifier).verify(document).orThrow();
    }
}
