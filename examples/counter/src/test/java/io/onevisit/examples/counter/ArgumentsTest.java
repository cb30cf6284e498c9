package io.onevisit.examples.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void nothing_given_means_the_application_that_ships() {
        assertThat(Arguments.parse(List.of())).contains(new Arguments(null, null, null, null, null));
    }

    @Test
    void takes_every_option_and_one_file() {
        List<String> words = List.of(
                "--id", "330106199003073514", "--matter", "000109005000", "--jdbc", "jdbc:h2:mem:x", "--out", "o", "f");

        assertThat(Arguments.parse(words))
                .contains(new Arguments(
                        "330106199003073514", "000109005000", "jdbc:h2:mem:x", Path.of("o"), Path.of("f")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--id", "--nonsense x", "a b", "--out"})
    void refuses_what_it_does_not_know(String line) {
        assertThat(Arguments.parse(List.of(line.split(" ")))).isEmpty();
    }
}
