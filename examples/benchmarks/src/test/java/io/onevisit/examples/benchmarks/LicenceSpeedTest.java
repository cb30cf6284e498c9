package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.SignatureAlgorithm;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

/** That the benchmarks measure what they say: everything they verify verifies. */
class LicenceSpeedTest {
    private static final LicenceSpeed SPEED = new LicenceSpeed();

    static Stream<Method> benchmarks() {
        return Stream.of(LicenceSpeed.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class));
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void every_benchmark_succeeds_each_time(Method benchmark) throws Exception {
        for (int i = 0; i < 2; i++) {
            Object result = benchmark.invoke(SPEED);
            if (result instanceof Report<?> report) {
                assertThat(report).hasToString("PASSED []");
            } else if (benchmark.getReturnType() == boolean.class) {
                assertThat(result).isEqualTo(true);
            } else {
                assertThat((String) result).contains(".");
            }
        }
    }

    @Test
    void issuing_makes_a_licence_that_verifies_and_the_peer_signs_as_much() throws Exception {
        IssuingOffice office = new IssuingOffice(SignatureAlgorithm.ES256);

        assertThat(office.verifier().verify(office.sign())).hasToString("PASSED []");
        assertThat(JWSObject.parse(SPEED.es256IssueNimbus()).getPayload().toString())
                .contains("\"ZZBS\"");
    }
}
