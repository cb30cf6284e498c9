package io.onevisit.core.platform;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import java.time.Duration;

/** How one attempt ended, and what that means for a read and for a write. */
sealed interface Answer {
    /** How a listener is told of it. */
    CallAttempt.Ending ending();

    /** True when a read may be attempted again. */
    boolean repeatsRead();

    /** True when nothing was done at the other side, so that a write may be attempted again. */
    default boolean repeatsWrite() {
        return false;
    }

    /** How long the other side asks to be left alone. */
    default Duration retryAfter() {
        return Duration.ZERO;
    }

    /** What a read comes to. */
    Reply orThrow(String service);

    /** What a write comes to. */
    Outcome<Reply> outcome(Call call);

    /** A verified reply of success. */
    record Accepted(Reply reply) implements Answer {
        @Override
        public CallAttempt.Ending ending() {
            return CallAttempt.Ending.ACCEPTED;
        }

        @Override
        public boolean repeatsRead() {
            return false;
        }

        @Override
        public Reply orThrow(String service) {
            return reply;
        }

        @Override
        public Outcome<Reply> outcome(Call call) {
            return new Outcome.Done<>(reply);
        }
    }

    /** A verified no. */
    record Declined(Refusal refusal) implements Answer {
        @Override
        public CallAttempt.Ending ending() {
            return CallAttempt.Ending.REFUSED;
        }

        @Override
        public boolean repeatsRead() {
            return false;
        }

        @Override
        public Reply orThrow(String service) {
            throw new PlatformRefusedException(service, refusal);
        }

        @Override
        public Outcome<Reply> outcome(Call call) {
            return new Outcome.Refused<>(refusal);
        }
    }

    /**
     * A verified no to a request whose time was wrong. The clock has been put right, so the request may be signed again,
     * once.
     *
     * @param refusal the no
     * @param offset what is added to the caller's clock from now on
     */
    record ClockOff(Refusal refusal, Duration offset) implements Answer {
        @Override
        public CallAttempt.Ending ending() {
            return CallAttempt.Ending.CLOCK_OFF;
        }

        @Override
        public boolean repeatsRead() {
            return true;
        }

        @Override
        public boolean repeatsWrite() {
            return true;
        }

        @Override
        public Reply orThrow(String service) {
            throw new PlatformRefusedException(service, refusal);
        }

        @Override
        public Outcome<Reply> outcome(Call call) {
            return new Outcome.Refused<>(refusal);
        }
    }

    /** The request never left, or a verified reply says that nothing was done. */
    record NotDone(PlatformUnreachableException error, Duration retryAfter) implements Answer {
        @Override
        public CallAttempt.Ending ending() {
            return CallAttempt.Ending.NOT_DONE;
        }

        @Override
        public boolean repeatsRead() {
            return true;
        }

        @Override
        public boolean repeatsWrite() {
            return true;
        }

        @Override
        public Reply orThrow(String service) {
            throw error;
        }

        @Override
        public Outcome<Reply> outcome(Call call) {
            throw error;
        }
    }

    /** This system's own limits kept the request back: nothing was sent, and at once nothing else will be. */
    record HeldBack(PlatformUnreachableException error) implements Answer {
        @Override
        public CallAttempt.Ending ending() {
            return CallAttempt.Ending.HELD_BACK;
        }

        @Override
        public boolean repeatsRead() {
            return false;
        }

        @Override
        public Reply orThrow(String service) {
            throw error;
        }

        @Override
        public Outcome<Reply> outcome(Call call) {
            throw error;
        }
    }

    /** The request left, and no reply came that could be verified. */
    record Lost(OneVisitException error, Duration retryAfter) implements Answer {
        @Override
        public CallAttempt.Ending ending() {
            return CallAttempt.Ending.LOST;
        }

        @Override
        public boolean repeatsRead() {
            return true;
        }

        @Override
        public Reply orThrow(String service) {
            throw error;
        }

        @Override
        public Outcome<Reply> outcome(Call call) {
            return unknown(call, error);
        }
    }

    /** A verified reply that is not what the contract says. */
    record Malformed(MalformedMessageException error) implements Answer {
        @Override
        public CallAttempt.Ending ending() {
            return CallAttempt.Ending.MALFORMED;
        }

        @Override
        public boolean repeatsRead() {
            return false;
        }

        @Override
        public Reply orThrow(String service) {
            throw error;
        }

        @Override
        public Outcome<Reply> outcome(Call call) {
            return unknown(call, error);
        }
    }

    private static Outcome<Reply> unknown(Call call, OneVisitException error) {
        String key = Require.present(call.idempotencyKey(), "idempotency key");
        return new Outcome.Unknown<>(new Pending(call.service(), key, String.valueOf(error.getMessage())));
    }
}
