package io.onevisit.seal.internal;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Rule;
import io.onevisit.core.internal.Checks;
import java.util.Optional;
import java.util.function.Supplier;

/** Reading as a check: a verifier reports what is malformed instead of throwing it. */
public final class Reading {
    private Reading() {}

    /** What {@code reader} reads; nothing when it is malformed. Recorded as {@code rule} either way. */
    public static <T> Optional<T> attempt(Checks checks, Rule rule, Supplier<T> reader) {
        try {
            T read = reader.get();
            checks.that(rule, true);
            return Optional.of(read);
        } catch (MalformedMessageException e) {
            checks.that(rule, false, null, e.getMessage());
            return Optional.empty();
        }
    }
}
