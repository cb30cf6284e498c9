package io.onevisit.core;

import io.onevisit.core.internal.Require;
import java.util.function.Function;

/**
 * How a write ended (办理结果). There are three endings, and the third is the reason for this type: after a lost answer
 * nobody knows whether the other side acted, so it is neither success nor failure. Query it under its key; never send
 * it again under a new one.
 *
 * @param <T> what the other side returns when done
 */
public sealed interface Outcome<T> {

    /** The other side has done it. */
    record Done<T>(T value) implements Outcome<T> {
        public Done {
            Require.present(value, "value");
        }
    }

    /** The other side has said no, and nothing was done. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {
        public Refused {
            Require.present(refusal, "refusal");
        }
    }

    /** Nobody knows yet. Query it by {@link Pending#key()}. */
    record Unknown<T>(Pending pending) implements Outcome<T> {
        public Unknown {
            Require.present(pending, "pending");
        }
    }

    /** Handles all three endings; there is no way to forget one. */
    default <R> R fold(
            Function<? super T, ? extends R> done,
            Function<Refusal, ? extends R> refused,
            Function<Pending, ? extends R> unknown) {
        if (this instanceof Done<T> ending) {
            return done.apply(ending.value());
        }
        if (this instanceof Refused<T> ending) {
            return refused.apply(ending.refusal());
        }
        return unknown.apply(((Unknown<T>) this).pending());
    }

    /** The same ending with another value when done. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return fold(value -> new Done<>(change.apply(value)), Refused::new, Unknown::new);
    }
}
