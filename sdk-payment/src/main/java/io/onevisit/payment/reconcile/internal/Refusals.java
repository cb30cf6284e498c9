package io.onevisit.payment.reconcile.internal;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import java.util.function.Supplier;

/** How a reader refuses a file: by the name of its format, the line and the reason. */
public interface Refusals {
    /** The refusal of what stands on the line now read. */
    MalformedMessageException refusal(String reason);

    /** Refuses the line now read unless {@code holds}. */
    default void refuseUnless(boolean holds, String reason) {
        if (!holds) {
            throw refusal(reason);
        }
    }

    /** What {@code reading} gives; an argument that is refused there is the line's fault. */
    default <T> T refusing(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidValueException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }
}
