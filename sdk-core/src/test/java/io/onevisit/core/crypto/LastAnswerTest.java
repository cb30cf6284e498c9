package io.onevisit.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
}
