package io.onevisit.licence.share;

import io.onevisit.core.OneVisitException;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import io.onevisit.core.record.FieldMatch;
import java.util.Map;

/**
 * The answer of the shared store (共享结果). The ways of not getting anything are kept apart, as in
 * {@link io.onevisit.core.record.RecordAnswer}, since each asks for something else.
 *
 * @param <T> what was asked for
 */
public sealed interface ShareAnswer<T> {

    /**
     * It is there.
     *
     * @param value what was asked for
     */
    record Found<T>(T value) implements ShareAnswer<T> {
        public Found {
            Require.present(value, "value");
        }

        /** The kind only. */
        @Override
        public String toString() {
            return "Found";
        }
    }

    /** The store has nothing of the kind. */
    record NotFound<T>() implements ShareAnswer<T> {}

    /** This may not be asked: the platform says so. */
    record NotPermitted<T>(Refusal refusal) implements ShareAnswer<T> {
        public NotPermitted {
            Require.present(refusal, "refusal");
        }
    }

    /**
     * The licence is there, and does not confirm what was claimed of it.
     *
     * @param fields the claims that did not match, each with how; empty when the platform does not say which
     */
    record NotMatched<T>(Map<String, FieldMatch> fields) implements ShareAnswer<T> {
        public NotMatched {
            fields = Map.copyOf(Require.present(fields, "fields"));
        }

        /** True when the store holds something else; false when it merely cannot tell. */
        public boolean mismatch() {
            return fields.isEmpty() || fields.containsValue(FieldMatch.MISMATCH);
        }
    }

    /**
     * No answer that can be relied on.
     *
     * @param error why, as in {@link io.onevisit.core.record.RecordAnswer.Unavailable}
     */
    record Unavailable<T>(OneVisitException error) implements ShareAnswer<T> {
        public Unavailable {
            Require.present(error, "error");
        }
    }
}
