package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** That the table names benchmarks that exist. */
class OperationsTest {
    static Stream<String> ids() {
        return Operations.ALL.stream()
                .flatMap(operation -> Stream.concat(
                        Stream.of(operation.ours()), operation.peers().stream().map(Operation.Peer::id)))
                .filter(id -> Character.isUpperCase(id.charAt(0)));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void every_id_is_one_that_its_benchmark_has(String id) throws Exception {
        String[] parts = id.split("[. ]", 3);
        Class<?> benchmarks = Class.forName("io.onevisit.examples.benchmarks." + parts[0]);
        assertThat(BenchmarkMethods.of(benchmarks))
                .anyMatch(method -> method.getName().equals(parts[1]));

        List<Field> parameters = Arrays.stream(benchmarks.getFields())
                .filter(field -> field.isAnnotationPresent(Param.class))
                .toList();
        assertThat(parameters).hasSize(parts.length - 2);
        for (Field parameter : parameters) {
            String[] given = parts[2].split("=", 2);
            assertThat(parameter.getName()).isEqualTo(given[0]);
            assertThat(parameter.getAnnotation(Param.class).value()).contains(given[1]);
        }
    }

    @Test
    void what_grows_has_several_sizes() throws Exception {
        for (Growth growth : Operations.GROWING) {
            String[] parts = growth.benchmark().split("\\.", 2);
            Field size =
                    Class.forName("io.onevisit.examples.benchmarks." + parts[0]).getField(growth.parameter());
            assertThat(size.getAnnotation(Param.class).value()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void every_operation_has_a_name_of_its_own() {
        assertThat(Operations.ALL).extracting(Operation::en).doesNotHaveDuplicates();
        assertThat(Operations.ALL).extracting(Operation::zh).doesNotHaveDuplicates();
    }

    @Test
    void peers_that_are_programs_are_no_benchmarks_and_what_grows_is_measured_once() {
        assertThat(Operations.ids())
                .contains("Sm2Speed.verify", "Sealing.sign picture=10000", "LongDay.reconcile", "DocumentSizes.verify")
                .doesNotContain("openssl.verify", "LongDay.reconcile payments=1000000", Operations.MINUTE)
                .allMatch(id -> id.matches("[A-Z]\\w+\\.\\w+( \\w+=\\w+)?"));
    }
}
