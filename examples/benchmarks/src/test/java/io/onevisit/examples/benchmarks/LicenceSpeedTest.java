package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import io.onevisit.core.crypto.SignatureAlgorithm;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.infra.Blackhole;

/** That the benchmarks measure what they say: everything they verify verifies, or there would be an exception. */
class LicenceSpeedTest {
    private static final LicenceSpeed SPEED = new LicenceSpeed();

    static Stream<Method> benchmarks() {
        return BenchmarkMethods.of(LicenceSpeed.class);
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void every_benchmark_succeeds_each_time(Method benchmark) throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(benchmark.invoke(SPEED)).isNotNull().isNotEqualTo(false);
        }
    }

    @Test
    void issuing_makes_a_licence_that_verifies_and_the_peers_sign_as_much() throws Exception {
        IssuingOffice office = new IssuingOffice(SignatureAlgorithm.ES256);

        assertThat(office.verifier().verify(office.sign())).hasToString("PASSED []");
        assertThat(JWSObject.parse(SPEED.es256IssueNimbus()).getPayload().toString())
                .isEqualTo(
                        JWSObject.parse(SPEED.es256IssueJose4j()).getPayload().toString())
                .contains("\"ZZBS\"");
    }

    @Test
    void both_ways_to_a_status_find_the_same() {
        assertThat(SPEED.status().issued()).isEqualTo(SPEED.statusInNewList().issued());
    }

    @Test
    void paper_shows_three_fields_of_the_licence() {
        assertThat(SPEED.sm2Paper().id()).isEqualTo(SPEED.sm2Licence().id());
        assertThat(SPEED.sm2Paper().fields()).containsOnlyKeys("KZ_ZL", "KZ_YT", "KZ_MJ");
    }

    @Test
    void many_licences_are_all_another_one() {
        LicenceCounts counts = new LicenceCounts();
        counts.licences = 20;
        counts.issue();

        counts.verify(new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous."));
        assertThat(new IssuingOffice(SignatureAlgorithm.SM2, 20).tokens())
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_batch_passes_whole_on_one_thread_and_on_two(int threads) throws InterruptedException {
        Batches batches = new Batches();
        batches.threads = threads;
        batches.help();

        assertThat(batches.verifyAll()).isEqualTo(Batches.LICENCES);
        batches.stop();
    }
}
