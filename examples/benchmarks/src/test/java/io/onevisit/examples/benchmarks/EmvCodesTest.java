package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.payment.qr.Conformance;
import io.onevisit.payment.qr.MerchantQr;
import org.junit.jupiter.api.Test;

/** That the benchmarks work; not how fast. */
class EmvCodesTest {
    private final EmvCodes codes = new EmvCodes();

    @Test
    void both_read_the_example_as_valid() {
        assertThat(codes.parse().conformance()).isEqualTo(Conformance.VALID);
        assertThat(codes.parseMvallim().getMerchantName().getValue()).isEqualTo("BEST TRANSPORT");
    }

    @Test
    void both_write_a_whole_code() {
        assertThat(codes.encode()).isEqualTo(EmvCodes.ANNEX_B);
        assertThat(codes.encodeMvallim()).hasSameSizeAs(EmvCodes.ANNEX_B).isEqualTo(codes.encodeCheckedMvallim());
        assertThat(MerchantQr.read(codes.encodeMvallim()).conformance()).isEqualTo(Conformance.VALID);
    }
}
