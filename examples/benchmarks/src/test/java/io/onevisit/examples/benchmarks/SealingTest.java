package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That everything is accepted by both sides. */
class SealingTest {
    private static final Sealing SEALING = new Sealing();
    private static Sealing.OfdrwFiles ofdrw;

    @BeforeAll
    static void prepare() throws IOException {
        SEALING.picture = 1000;
        SEALING.prepare();
        ofdrw = new Sealing.OfdrwFiles();
        ofdrw.write(SEALING);
    }

    @AfterAll
    static void stop() throws IOException {
        ofdrw.stop();
    }

    static Stream<Method> benchmarks() {
        return BenchmarkMethods.of(Sealing.class);
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void every_benchmark_succeeds_each_time(Method benchmark) throws Exception {
        Object[] arguments = benchmark.getParameterCount() == 0 ? new Object[0] : new Object[] {ofdrw};
        for (int i = 0; i < 2; i++) {
            assertThat(benchmark.invoke(SEALING, arguments)).isNotNull().isNotEqualTo(false);
        }
    }

    @Test
    void ofdrw_signs_a_document_that_it_accepts() throws IOException {
        SEALING.signDocumentOfdrw(ofdrw);

        assertThat(ofdrw.does("validate", 4, ofdrw.file("signed.ofd"))).isTrue();
    }

    @Test
    void what_ofdrw_refuses_ends_in_an_exception() {
        assertThatIllegalStateException().isThrownBy(() -> ofdrw.does("validate", 4, ofdrw.file("plain.ofd")));
        assertThatIllegalStateException().isThrownBy(() -> ofdrw.does("validate", 4, ofdrw.file("seal")));
    }

    @ParameterizedTest
    @CsvSource({"1000, 2000, 2300", "10000, 11000, 11500"})
    void a_picture_is_as_long_as_its_row_says(int points, int least, int most) {
        assertThat(new SealOffice().seal(points).picture().data().length()).isBetween(least, most);
    }

    @Test
    void a_document_is_as_long_as_it_is_called() {
        DocumentSizes sizes = new DocumentSizes();
        sizes.octets = 100_000;
        sizes.seal();

        assertThat(sizes.verify().attachment("plan-0").orElseThrow().length()).isEqualTo(100_000);
    }

    @Test
    void a_new_jvm_verifies_a_seal_and_prints_nothing() throws Exception {
        ColdStarts starts = new ColdStarts();
        starts.life = "SEAL";

        assertThat(starts.live()).isEmpty();
        starts.delete();
    }
}
