package io.onevisit.core.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt at a call went (一次尝试). Says nothing of whom the call was about: no path, key, request id or text of an
 * answer.
 *
 * @param service {@link Call#service()}
 * @param write whether the call changes something
 * @param number of this attempt at the call, from 1
 * @param ending how it ended
 * @param status the HTTP status, or null when none came
 * @param took from signing the request, or from waiting for its turn, to the end
 * @param repeated whether another attempt follows, unless the caller's thread is interrupted before
 */
public record CallAttempt(
        String service,
        boolean write,
        int number,
        Ending ending,
        @Nullable Integer status,
        Duration took,
        boolean repeated) {
    /** How an attempt ends (结局). */
    public enum Ending {
        /** The platform did what was asked. */
        ACCEPTED,
        /** The platform said no. */
        REFUSED,
        /** The platform said no because this system's clock is off; what it adds to that clock has been learnt. */
        CLOCK_OFF,
        /** There was no connection, or the platform said that it is not available: nothing was done. */
        NOT_DONE,
        /** The request left, and no answer came that could be verified. */
        LOST,
        /** A verified answer was not what the contract says. */
        MALFORMED,
        /** The {@link ServiceLimits} kept it back: nothing was sent. */
        HELD_BACK
    }
}
