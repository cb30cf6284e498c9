package io.onevisit.payment.internal;

/**
 * A value before and after a change; both the same when nothing was to be changed.
 *
 * @param <T> what it is
 */
public record Change<T>(T before, T after) {
    /** True when something was changed. */
    public boolean isOne() {
        return !before.equals(after);
    }
}
