package io.onevisit.core.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A memory that may spare arithmetic but never make anything good. */
class GoodSignaturesTest {
    private static final VerificationKey KEY =
            SigningKey.generate(SignatureAlgorithm.SM2, "one").verificationKey();
    private static final VerificationKey OTHER =
            SigningKey.generate(SignatureAlgorithm.SM2, "other").verificationKey();

    private final GoodSignatures good = new GoodSignatures(3);
    private final AtomicInteger computed = new AtomicInteger();

    private boolean ask(VerificationKey key, int octet, boolean holds) {
        return good.verifies(key, Bytes.of(new byte[] {(byte) octet}), () -> {
            computed.incrementAndGet();
            return holds;
        });
    }

    @Test
    void computes_what_is_good_once() {
        assertThat(ask(KEY, 1, true)).isTrue();
        assertThat(ask(KEY, 1, true)).isTrue();
        assertThat(computed).hasValue(1);
    }

    @Test
    void computes_what_is_bad_each_time() {
        assertThat(ask(KEY, 1, false)).isFalse();
        assertThat(ask(KEY, 1, false)).isFalse();
        assertThat(computed).hasValue(2);
        assertThat(ask(KEY, 1, true)).isTrue();
    }

    @Test
    void believes_neither_other_octets_nor_another_key() {
        ask(KEY, 1, true);

        assertThat(ask(KEY, 2, false)).isFalse();
        assertThat(ask(OTHER, 1, false)).isFalse();
        assertThat(good.verifies(KEY, Bytes.empty(), () -> false)).isFalse();
        assertThat(good.verifies(KEY, Bytes.of(new byte[] {1, 0}), () -> false)).isFalse();
    }

    @Test
    void remembers_nothing_of_a_computation_that_throws() {
        try {
            good.verifies(KEY, Bytes.of(new byte[] {1}), () -> {
                throw new IllegalStateException();
            });
        } catch (IllegalStateException expected) {
            computed.incrementAndGet();
        }

        assertThat(computed).hasValue(1);
        assertThat(ask(KEY, 1, false)).isFalse();
    }

    @Test
    void forgets_the_one_longest_unused_when_full() {
        ask(KEY, 1, true);
        ask(KEY, 2, true);
        ask(KEY, 3, true);
        ask(KEY, 1, true);
        ask(KEY, 4, true);

        assertThat(ask(KEY, 2, false)).as("longest unused").isFalse();
        assertThat(ask(KEY, 1, false)).as("used since").isTrue();
        assertThat(ask(KEY, 3, false)).isTrue();
        assertThat(ask(KEY, 4, false)).isTrue();
    }

    @Test
    void makes_nothing_good_among_many_threads() {
        GoodSignatures shared = new GoodSignatures(64);

        boolean[] right = new boolean[20_000];
        IntStream.range(0, right.length).parallel().forEach(i -> {
            boolean holds = i % 2 == 0;
            byte[] octets = {(byte) (i % 100), (byte) (holds ? 1 : 0)};
            right[i] = shared.verifies(KEY, Bytes.of(octets), () -> holds) == holds;
        });
        assertThat(right).containsOnly(true);
    }
}
