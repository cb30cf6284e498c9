package io.onevisit.payment;

import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Require;

/**
 * Who decides about money by hand, and why (人工处理).
 *
 * @param operator who, as the department knows its staff; no citizen's number, at most 64 characters
 * @param reason why, without personal data, at most 200 characters
 */
public record ByHand(String operator, String reason) {
    public ByHand {
        Require.text(operator, "operator", 64);
        Require.that(
                PartyId.detect(operator).stream().noneMatch(CitizenId.class::isInstance),
                "operator",
                "must not be a citizen's number");
        Require.text(reason, "reason", 200);
    }

    /** Neither who nor why. */
    @Override
    public String toString() {
        return "by hand";
    }
}
