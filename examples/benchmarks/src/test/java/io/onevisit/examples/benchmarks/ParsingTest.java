package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.id.CitizenId;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the benchmarks work; not how fast. */
class ParsingTest {
    static Stream<Method> benchmarks() {
        return BenchmarkMethods.of(Parsing.class);
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void every_benchmark_gives_the_right_result_over_all_its_numbers(Method benchmark) throws Exception {
        Parsing parsing = new Parsing();
        for (int i = 0; i < 8; i++) {
            Object result = benchmark.invoke(parsing);
            if (benchmark.getReturnType() == boolean.class) {
                assertThat(result).isEqualTo(true);
            } else {
                assertThat(result).isNotNull().isInstanceOf(benchmark.getReturnType());
            }
        }
    }

    @Test
    void takes_the_numbers_in_turn() {
        Parsing parsing = new Parsing();

        List<String> numbers = Stream.generate(parsing::citizenId)
                .limit(16)
                .map(CitizenId::value)
                .toList();

        assertThat(numbers.subList(0, 8)).doesNotHaveDuplicates().isEqualTo(numbers.subList(8, 16));
    }

    @Test
    void detects_citizens_in_citizens() {
        assertThat(new Parsing().detect()).hasSize(1).first().isInstanceOf(CitizenId.class);
    }
}
