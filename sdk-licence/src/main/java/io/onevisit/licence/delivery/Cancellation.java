package io.onevisit.licence.delivery;

import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * How a wish to cancel stands (取消申请).
 *
 * @param state the carrier's answer decides
 * @param refusal why the carrier does not cancel; null unless refused
 */
public record Cancellation(State state, @Nullable Refusal refusal) {
    /** Nobody wished to. */
    static final Cancellation NONE = new Cancellation(State.NOT_ASKED, null);

    /** Wished for, not yet answered. */
    static final Cancellation ASKED = new Cancellation(State.CANCEL_ASKED, null);

    /** The carrier has cancelled. */
    static final Cancellation DONE = new Cancellation(State.CANCELLED, null);

    public Cancellation {
        Require.that(
                (Require.present(state, "state") == State.CANCEL_REFUSED) == (refusal != null),
                "refusal",
                "must be there when refused, and only then");
    }

    static Cancellation refused(Refusal refusal) {
        return new Cancellation(State.CANCEL_REFUSED, refusal);
    }

    /** What became of the wish. */
    public enum State {
        /** There was none. */
        NOT_ASKED,
        /** The carrier has not answered yet. */
        CANCEL_ASKED,
        /** The carrier has cancelled. */
        CANCELLED,
        /** The carrier does not cancel: the delivery goes on. */
        CANCEL_REFUSED
    }
}
