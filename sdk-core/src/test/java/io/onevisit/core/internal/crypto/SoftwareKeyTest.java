package io.onevisit.core.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a signing key keeps between two signatures is of the key alone. */
class SoftwareKeyTest {
    private static final byte[] MESSAGE = "最多跑一次".getBytes(UTF_8);

    @ParameterizedTest
    @EnumSource
    void a_signature_holds_for_its_own_message_only_whatever_was_signed_before(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "key");

        for (int length : new int[] {0, 1, 64, 10_000, 3, 0}) {
            byte[] message = new byte[length];
            byte[] signature = key.sign(message);
            assertThat(key.verificationKey().verify(message, signature)).isEqualTo(Verdict.PASSED);
            assertThat(key.verificationKey().verify(new byte[length + 1], signature))
                    .isEqualTo(Verdict.FAILED);
        }
    }

    /** Two signatures with one random number give the key away. */
    @ParameterizedTest
    @EnumSource
    void no_random_number_is_used_twice_over_the_same_message_by_many_threads(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "key");

        List<byte[]> signatures = IntStream.range(0, 500)
                .parallel()
                .mapToObj(i -> key.sign(MESSAGE))
                .toList();

        assertThat(signatures)
                .allMatch(signature -> key.verificationKey().verify(MESSAGE, signature) == Verdict.PASSED);
        assertThat(signatures.stream().map(signature -> Bytes.of(signature, 0, 32)))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void signs_after_what_it_refused(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "key");
        assertThatThrownBy(() -> key.sign(null)).isInstanceOf(InvalidValueException.class);

        assertThat(key.verificationKey().verify(MESSAGE, key.sign(MESSAGE))).isEqualTo(Verdict.PASSED);
    }
}
