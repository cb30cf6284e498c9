package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 26: what repetition may cost. */
class RetryTokensTest {
    private static final int ATTEMPTS_PER_CALL = 3;

    private final RetryTokens tokens = new RetryTokens();

    @Test
    void there_are_ten_at_the_start() {
        assertThat(taken()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 250, 1000})
    void a_hundred_failing_calls_or_more_make_at_most_a_tenth_more_attempts(int calls) {
        assertThat(attemptsOfFailing(calls)).isLessThanOrEqualTo(calls + calls / 10);
    }

    @Test
    void the_bound_holds_after_good_times_too() {
        for (int call = 0; call < 10_000; call++) {
            tokens.answered(1);
        }
        assertThat(attemptsOfFailing(100)).isEqualTo(110);
    }

    @Test
    void ten_answers_to_first_attempts_earn_one() {
        taken();
        for (int call = 0; call < 9; call++) {
            tokens.answered(1);
        }
        assertThat(tokens.take()).isFalse();

        tokens.answered(1);
        assertThat(taken()).isEqualTo(1);
    }

    @Test
    void an_answer_to_a_repeated_attempt_gives_its_token_back() {
        taken();
        tokens.answered(2);
        tokens.answered(3);

        assertThat(taken()).isEqualTo(2);
    }

    private int taken() {
        int taken = 0;
        while (tokens.take()) {
            taken++;
        }
        return taken;
    }

    private int attemptsOfFailing(int calls) {
        int attempts = 0;
        for (int call = 0; call < calls; call++) {
            attempts++;
            for (int repeated = 1; repeated < ATTEMPTS_PER_CALL && tokens.take(); repeated++) {
                attempts++;
            }
        }
        return attempts;
    }
}
