package io.onevisit.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastAnswerTest {
    private final List<String> asked = new ArrayList<>();
    private final LastAnswer<String, Integer> length = new LastAnswer<>(text -> {
        asked.add(text);
        return text.length();
    });

    @Test
    void the_same_question_is_asked_once() {
        assertThat(length.to("abc")).isEqualTo(3);
        assertThat(length.to(new String("abc"))).isEqualTo(3);
        assertThat(asked).containsExactly("abc");
    }

    @Test
    void another_question_has_an_answer_of_its_own() {
        assertThat(length.to("abc")).isEqualTo(3);
        assertThat(length.to("ab")).isEqualTo(2);
        assertThat(length.to("abc")).isEqualTo(3);
        assertThat(asked).containsExactly("abc", "ab", "abc");
    }

    @Test
    void a_question_that_broke_is_asked_again() {
        List<Integer> attempts = new ArrayList<>();
        LastAnswer<String, Integer> breaking = new LastAnswer<>(text -> {
            attempts.add(attempts.size());
            if (attempts.size() == 1) {
                throw new IllegalStateException("out of order");
            }
            return text.length();
        });

        assertThatThrownBy(() -> breaking.to("abc")).isInstanceOf(IllegalStateException.class);
        assertThat(breaking.to("abc")).isEqualTo(3);
        assertThat(attempts).hasSize(2);
    }

    @Test
    void confuses_nothing_among_many_threads() {
        LastAnswer<Integer, Integer> square = new LastAnswer<>(number -> number * number);
        boolean[] right = new boolean[20_000];

        IntStream.range(0, right.length).parallel().forEach(i -> right[i] = square.to(i % 7) == (i % 7) * (i % 7));

        assertThat(right).containsOnly(true);
    }
}
