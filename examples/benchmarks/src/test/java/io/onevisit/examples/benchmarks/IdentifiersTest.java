package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.id.CitizenId;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

/** That the benchmarks work; not how fast. */
class IdentifiersTest {
    static Stream<Method> benchmarks() {
        return Stream.of(Parsing.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class));
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

    @Test
    void runs_once_and_prints_a_line_for_each_type() throws Exception {
        Map<String, Identifiers.Cost> costs = Identifiers.run("-f", "0", "-wi", "0", "-i", "1", "-r", "1ms");

        assertThat(costs).hasSize((int) benchmarks().count());
        assertThat(costs.values()).allMatch(cost -> cost.nanoseconds() > 0 && cost.octets() >= 0);
        assertThat(Identifiers.table(costs).lines())
                .hasSize(1
                        + (int) benchmarks()
                                .filter(benchmark -> !benchmark.getName().endsWith("Hutool"))
                                .count())
                .anyMatch(line -> line.startsWith("creditCode "));
    }

    @Test
    void compares_with_the_peer_of_the_same_run() {
        String table = Identifiers.table(Map.of(
                "citizenId", new Identifiers.Cost(50, 1, 16),
                "citizenIdHutool", new Identifiers.Cost(500, 9, 320)));

        assertThat(table.lines().skip(1).toList())
                .singleElement()
                .asString()
                .matches("citizenId +50\\.0 +1\\.0 +5\\.0% +16\\.0 +500\\.0 +10\\.0");
    }
}
