package io.onevisit.core.platform;

/**
 * Told of every attempt at a call, for metrics and traces (调用监听). Called on the thread that makes the call, before it goes
 * on: be quick. What a listener throws is logged by the name of its class and changes nothing about the call.
 * Implementations are thread-safe.
 */
public interface CallListener {
    /** An attempt has ended. */
    void attempted(CallAttempt attempt);

    /** A listener that does nothing. */
    static CallListener none() {
        return attempt -> {};
    }
}
