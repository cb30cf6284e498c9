package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.tencent.kona.crypto.KonaCryptoNativeProvider;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That all verify the same signature, and that what each signs verifies. */
class Sm2SpeedTest {
    private static final Sm2Speed SPEED = new Sm2Speed();

    static Stream<Method> verifying() {
        return BenchmarkMethods.of(Sm2Speed.class).filter(method -> method.getReturnType() == boolean.class);
    }

    static Stream<Method> signing() {
        return BenchmarkMethods.of(Sm2Speed.class).filter(method -> method.getReturnType() == byte[].class);
    }

    @ParameterizedTest
    @MethodSource("verifying")
    void every_benchmark_verifies_each_time(Method benchmark) throws Exception {
        assertThat(benchmark.invoke(SPEED)).isEqualTo(true);
        assertThat(benchmark.invoke(SPEED)).isEqualTo(true);
    }

    @ParameterizedTest
    @MethodSource("signing")
    void what_every_benchmark_signs_is_accepted(Method benchmark) throws Exception {
        byte[] signature = (byte[]) benchmark.invoke(SPEED);

        assertThat(SPEED.accepts(signature.length == 64 ? SignatureAlgorithm.SM2.derSignature(signature) : signature))
                .isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_native_code_of_kona_agrees() throws Exception {
        KonaNativeSpeed kona = new KonaNativeSpeed();

        assertThat(kona.verify()).isTrue();
        assertThat(SPEED.accepts(SPEED.signs(SPEED.kona(new KonaCryptoNativeProvider()))))
                .isTrue();
    }

    @Test
    void no_way_of_bouncy_castle_takes_another_message() throws Exception {
        SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2, "key");
        BareSm2 good = new BareSm2(key.verificationKey(), new byte[100], key.sign(new byte[100]));
        BareSm2 other = new BareSm2(key.verificationKey(), new byte[101], key.sign(new byte[100]));

        assertThat(good.wide() && good.ready() && good.naive()).isTrue();
        assertThat(other.wide() || other.ready() || other.naive()).isFalse();
    }

    @Test
    void a_benchmark_that_does_not_verify_ends_in_an_exception() {
        assertThatIllegalStateException().isThrownBy(() -> Steady.sure(false));
    }
}
