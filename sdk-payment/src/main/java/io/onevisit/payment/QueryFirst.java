package io.onevisit.payment;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.VerificationFailedException;
import java.util.function.Function;
import java.util.function.Supplier;

/** What may have been sent before is asked for first, and sent only when the platform has never had it (先查后发). */
final class QueryFirst {
    private QueryFirst() {}

    /**
     * Asks, then sends unless the platform has it.
     *
     * @param query what the platform says of it
     * @param send called when the platform certainly does not have it
     * @param open what stays open when the query brings no answer, by its cause
     */
    static <T> Outcome<T> write(Supplier<Outcome<T>> query, Supplier<Outcome<T>> send, Function<String, Pending> open) {
        try {
            return query.get();
        } catch (PlatformRefusedException e) {
            return e.isNotFound() ? send.get() : new Outcome.Unknown<>(open.apply("the query was refused"));
        } catch (PlatformUnreachableException | MalformedMessageException | VerificationFailedException e) {
            return new Outcome.Unknown<>(open.apply("the platform did not answer the query"));
        }
    }
}
