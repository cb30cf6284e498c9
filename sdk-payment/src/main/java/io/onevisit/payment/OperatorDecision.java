package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * A decision by hand about money (人工处理记录). Kept with the money for good.
 *
 * @param by who and why
 * @param at when
 */
public record OperatorDecision(ByHand by, Instant at) {
    public OperatorDecision {
        Require.present(by, "by hand");
        Require.present(at, "at");
    }
}
