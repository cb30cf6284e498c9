package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That notices are accepted, each once. */
class MessagesTest {
    private static final Messages MESSAGES = new Messages();

    static Stream<Method> benchmarks() {
        return BenchmarkMethods.of(Messages.class);
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void every_benchmark_succeeds_each_time(Method benchmark) throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(benchmark.invoke(MESSAGES)).isNotNull().isNotEqualTo(false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void every_notice_is_accepted_and_none_twice(String database) throws IOException {
        Notices notices = new Notices();
        notices.database = database;
        notices.order(Notices.EACH_TIME);

        notices.receive();
        assertThatThrownBy(notices::receive).isInstanceOf(NoSuchElementException.class);
        notices.stop();
    }

    @Test
    void a_day_of_few_payments_agrees() throws IOException {
        LongDay day = new LongDay();
        day.payments = 100;
        day.write();

        assertThat(day.reconcile().matched()).isEqualTo(100);
        day.delete();
    }
}
