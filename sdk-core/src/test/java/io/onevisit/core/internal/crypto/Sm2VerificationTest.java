package io.onevisit.core.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of messages that begin alike makes no FAILED a PASSED, and no PASSED a FAILED. */
class Sm2VerificationTest {
    private static final int SHARED_START = 1000;

    private final Random random = new Random(20261122);
    private final SigningKey signing = SigningKey.generate(SignatureAlgorithm.SM2, "key");
    private final VerificationKey key = signing.verificationKey().forHeavyUse(); // which keeps from the first use on

    private byte[] message(int length) {
        byte[] message = new byte[length];
        random.nextBytes(message);
        return message;
    }

    private static byte[] with(byte[] message, int place) {
        byte[] changed = message.clone();
        changed[place] ^= 1;
        return changed;
    }

    @Test
    void messages_that_begin_alike_pass_with_their_own_signatures_only() {
        byte[] first = message(1500);
        assertThat(key.verify(first, SHARED_START, signing.sign(first))).isEqualTo(Verdict.PASSED);

        for (int i = 0; i < 30; i++) {
            byte[] next = with(first, SHARED_START + i * 16);
            assertThat(key.verify(next, SHARED_START, signing.sign(next))).isEqualTo(Verdict.PASSED);
            assertThat(key.verify(next, SHARED_START, signing.sign(first))).isEqualTo(Verdict.FAILED);
            assertThat(key.verify(first, SHARED_START, signing.sign(next))).isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void an_octet_changed_in_the_part_alike_is_found_wherever_it_is() {
        byte[] good = message(1500);
        byte[] signature = signing.sign(good);
        assertThat(key.verify(good, SHARED_START, signature)).isEqualTo(Verdict.PASSED);

        for (int place = 0; place < 1500; place += 13) {
            assertThat(key.verify(with(good, place), SHARED_START, signature)).isEqualTo(Verdict.FAILED);
            assertThat(key.verify(good, SHARED_START, signature)).isEqualTo(Verdict.PASSED);
        }
        assertThat(key.verify(with(good, SHARED_START - 1), SHARED_START, signature))
                .isEqualTo(Verdict.FAILED);
        assertThat(key.verify(with(good, SHARED_START), SHARED_START, signature))
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void a_message_changed_after_it_was_kept_changes_nothing_kept() {
        byte[] good = message(1500);
        byte[] signature = signing.sign(good);
        byte[] handedIn = good.clone();
        assertThat(key.verify(handedIn, SHARED_START, signature)).isEqualTo(Verdict.PASSED);

        Arrays.fill(handedIn, (byte) 0);

        assertThat(key.verify(handedIn, SHARED_START, signature)).isEqualTo(Verdict.FAILED);
        assertThat(key.verify(good, SHARED_START, signature)).isEqualTo(Verdict.PASSED);
    }

    @Test
    void what_is_cut_off_or_put_on_does_not_pass() {
        byte[] good = message(1500);
        byte[] signature = signing.sign(good);
        assertThat(key.verify(good, SHARED_START, signature)).isEqualTo(Verdict.PASSED);

        assertThat(key.verify(Arrays.copyOf(good, SHARED_START), SHARED_START, signature))
                .isEqualTo(Verdict.FAILED);
        assertThat(key.verify(Arrays.copyOf(good, 1501), SHARED_START, signature))
                .isEqualTo(Verdict.FAILED);
        assertThat(key.verify(Arrays.copyOfRange(good, SHARED_START, 1500), 0, signature))
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void another_key_does_not_profit_from_what_this_one_kept() {
        byte[] good = message(1500);
        byte[] signature = signing.sign(good);
        assertThat(key.verify(good, SHARED_START, signature)).isEqualTo(Verdict.PASSED);
        VerificationKey other = SigningKey.generate(SignatureAlgorithm.SM2, "other")
                .verificationKey()
                .forHeavyUse();

        assertThat(other.verify(good, SHARED_START, signature)).isEqualTo(Verdict.FAILED);
        assertThat(other.verify(good, SHARED_START, signature)).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 63, 64, 65, 999, 1499, 1500})
    void any_length_may_be_alike_and_lengths_may_change(int sharedStart) {
        byte[] good = message(1500);
        byte[] signature = signing.sign(good);

        for (int length : new int[] {sharedStart, SHARED_START, sharedStart, 0, sharedStart}) {
            assertThat(key.verify(good, length, signature)).isEqualTo(Verdict.PASSED);
            assertThat(key.verify(with(good, 1499), length, signature)).isEqualTo(Verdict.FAILED);
        }
    }

    private Sm2Verification verification() {
        byte[] point = new byte[65];
        point[0] = 4;
        System.arraycopy(key.x().toArray(), 0, point, 1, 32);
        System.arraycopy(key.y().toArray(), 0, point, 33, 32);
        return new Sm2Verification(Curve.SM2P256V1.publicKey(point), "1234567812345678".getBytes(US_ASCII));
    }

    @Test
    void of_a_good_message_64_kib_are_kept_at_most() {
        byte[] good = message(70_000);
        byte[] signature = signing.sign(good);
        Sm2Verification verification = verification();

        assertThat(verification.verifies(good, 65_537, signature)).isTrue();
        assertThat(verification.kept()).isEqualTo(Bytes.empty());
        assertThat(verification.verifies(good, 65_536, signature)).isTrue();
        assertThat(verification.kept()).isEqualTo(Bytes.of(Arrays.copyOf(good, 65_536)));
    }

    @Test
    void of_a_bad_message_nothing_is_kept() {
        byte[] good = message(1500);
        byte[] bad = with(good, 0);
        byte[] signature = signing.sign(good);
        Sm2Verification verification = verification();

        assertThat(verification.verifies(bad, SHARED_START, signature)).isFalse();
        assertThat(verification.kept()).isEqualTo(Bytes.empty());
        assertThat(verification.verifies(good, SHARED_START, signature)).isTrue();
        assertThat(verification.verifies(bad, SHARED_START, signature)).isFalse();
        assertThat(verification.kept()).isEqualTo(Bytes.of(Arrays.copyOf(good, SHARED_START)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 65_536, 65_537, 70_000})
    void a_part_of_any_length_answers_the_same(int sharedStart) {
        byte[] good = message(70_000);
        byte[] signature = signing.sign(good);

        for (int i = 0; i < 3; i++) {
            assertThat(key.verify(good, sharedStart, signature)).isEqualTo(Verdict.PASSED);
            assertThat(key.verify(with(good, 0), sharedStart, signature)).isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void answers_rightly_after_whatever_it_refused() {
        byte[] good = message(1500);
        byte[] signature = signing.sign(good);
        byte[] outOfRange = new byte[64];
        Arrays.fill(outOfRange, (byte) 0xff);

        for (byte[] bad : new byte[][] {outOfRange, new byte[64], new byte[0], signing.sign(new byte[1])}) {
            assertThat(key.verify(good, SHARED_START, bad)).isEqualTo(Verdict.FAILED);
            assertThat(key.verify(good, SHARED_START, signature)).isEqualTo(Verdict.PASSED);
            assertThat(key.verify(good, SHARED_START, bad)).isEqualTo(Verdict.FAILED);
            assertThat(key.verify(good, signature)).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void many_threads_with_two_beginnings_get_the_answers_of_one_without() {
        byte[] one = message(1500);
        byte[] two = message(1500);
        byte[] ofOne = signing.sign(one);
        byte[] ofTwo = signing.sign(two);

        IntStream.range(0, 400).parallel().forEach(i -> {
            byte[] message = i % 2 == 0 ? one : two;
            assertThat(key.verify(message, SHARED_START, i % 2 == 0 ? ofOne : ofTwo))
                    .isEqualTo(Verdict.PASSED);
            assertThat(key.verify(message, SHARED_START, i % 2 == 0 ? ofTwo : ofOne))
                    .isEqualTo(Verdict.FAILED);
        });
    }

    @ParameterizedTest
    @EnumSource
    void the_part_alike_lies_within_the_message(SignatureAlgorithm algorithm) {
        VerificationKey any = SigningKey.generate(algorithm, "key").verificationKey();

        assertThatThrownBy(() -> any.verify(new byte[3], 4, new byte[64])).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> any.verify(new byte[3], -1, new byte[64])).isInstanceOf(InvalidValueException.class);
    }
}
