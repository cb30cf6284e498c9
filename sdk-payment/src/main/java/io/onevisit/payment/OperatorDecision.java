package io.onevisit.payment;

import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * Who decided by hand about money, and why (人工处理记录). Kept with the money for good.
 *
 * @param operator who, as the department knows its staff; no citizen's number, at most 64 characters
 * @param reason why, without personal data, at most 200 characters
 * @param at when
 */
public record OperatorDecision(String operator, String reason, Instant at) {
    public OperatorDecision {
        Require.text(operator, "operator", 64);
        Require.that(
                PartyId.detect(operator).stream().noneMatch(CitizenId.class::isInstance),
                "operator",
                "must not be a citizen's number");
        Require.text(reason, "reason", 200);
        Require.present(at, "at");
    }

    /** Neither who nor why. */
    @Override
    public String toString() {
        return "decision at " + at;
    }
}
