package io.onevisit.core.record;

import io.onevisit.core.OneVisitException;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import java.util.Map;

/**
 * The answer to a look-up (查询结果). The four ways of not getting a record are kept apart, since each asks for something
 * else: nothing there, not allowed, not confirmed, or no answer that can be relied on.
 */
public sealed interface RecordAnswer {

    /** There are records; for a verification, every claim matched one. */
    record Found(IdentityRecord identity) implements RecordAnswer {
        public Found {
            Require.present(identity, "identity");
        }
    }

    /** The source has no record of this person. */
    record NotFound() implements RecordAnswer {}

    /** This may not be asked: the platform says so, or a consent is missing and nothing was sent. */
    record NotPermitted(Refusal refusal) implements RecordAnswer {
        public NotPermitted {
            Require.present(refusal, "refusal");
        }
    }

    /**
     * The record is there and does not confirm what was claimed: it says something else, or the source cannot tell.
     *
     * @param fields the claims that did not match, each with how; empty when the source says only that the record is of
     *     somebody else
     * @param dropped how many comparisons came that nobody had asked for, and were dropped
     */
    record NotMatched(Map<String, FieldMatch> fields, int dropped) implements RecordAnswer {
        public NotMatched {
            fields = Map.copyOf(Require.present(fields, "fields"));
        }

        /** True when the record says something else; false when the source merely cannot tell, and nobody is wrong. */
        public boolean mismatch() {
            return fields.isEmpty() || fields.containsValue(FieldMatch.MISMATCH);
        }
    }

    /**
     * No answer that can be relied on.
     *
     * @param error why: {@link io.onevisit.core.PlatformUnreachableException} when none came, so that it can be asked
     *     again; {@link io.onevisit.core.VerificationFailedException} when it was not signed as it must be or speaks of
     *     another person; {@link io.onevisit.core.MalformedMessageException} when it is not what the contract says;
     *     {@link io.onevisit.core.PlatformRefusedException} when the request was refused, not the look-up
     */
    record Unavailable(OneVisitException error) implements RecordAnswer {
        public Unavailable {
            Require.present(error, "error");
        }
    }
}
