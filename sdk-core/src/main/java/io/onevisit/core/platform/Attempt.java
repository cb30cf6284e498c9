package io.onevisit.core.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a call.
 *
 * @param answer how it ended
 * @param status the HTTP status, or null when none came
 */
record Attempt(Answer answer, @Nullable Integer status) {
    /** What a listener is told of it. */
    CallAttempt of(Call call, int number, Duration took, boolean repeated) {
        boolean write = call.idempotencyKey() != null;
        return new CallAttempt(call.service(), write, number, answer.ending(), status, took, repeated);
    }
}
