package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * A refund (退款), as far as this side knows.
 *
 * @param request what was asked for
 * @param state how far it has come
 * @param asked when it was stored here to be sent
 */
public record Refund(RefundRequest request, RefundState state, Instant asked) {
    public Refund {
        Require.present(request, "refund request");
        Require.present(state, "refund state");
        Require.present(asked, "asked");
    }

    /** The department's number of it. */
    public RefundNumber number() {
        return request.number();
    }

    Refund with(RefundState next) {
        return new Refund(request, next, asked);
    }

    @Override
    public String toString() {
        return "refund " + request.number() + " of " + request.amount() + " " + state;
    }
}
