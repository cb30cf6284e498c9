package io.onevisit.licence.share;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Purpose;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.record.AuditEntry;
import io.onevisit.core.record.AuditLog;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One use of the store, with its lines in the audit log: one before each thing that is sent, one before anything is given
 * back, however the use ends.
 *
 * @param lookup ties its lines together
 * @param action which service
 * @param about the pseudonym of the holder or of the identifier, with its type
 */
record LicenceUse(AuditLog log, Clock clock, String lookup, String action, String about, Purpose purpose) {
    private static final String DATA_SET = "licences";

    static LicenceUse of(AuditLog log, Clock clock, String action, String about, Purpose purpose) {
        return new LicenceUse(log, clock, UUID.randomUUID().toString(), action, about, purpose);
    }

    /**
     * Asks for what is answered in one of the five ways.
     *
     * @param notPermitted the platform's code for that
     */
    <T> ShareAnswer<T> answer(String notPermitted, Supplier<ShareAnswer<T>> asking) {
        ShareAnswer<T> answer = orAppend(() -> attempt(notPermitted, asking));
        append(result(answer));
        return answer;
    }

    /** Puts something there. */
    <T> Outcome<T> outcome(Supplier<Outcome<T>> writing) {
        Outcome<T> outcome = orAppend(writing);
        append(outcome.fold(done -> "DONE", refusal -> "REFUSED " + refusal.code(), pending -> "UNKNOWN"));
        return outcome;
    }

    private <T> T orAppend(Supplier<T> step) {
        try {
            return step.get();
        } catch (OneVisitException e) {
            append(unavailable(e));
            throw e;
        }
    }

    private static <T> ShareAnswer<T> attempt(String notPermitted, Supplier<ShareAnswer<T>> asking) {
        try {
            return asking.get();
        } catch (PlatformRefusedException e) {
            return e.refusal().code().equals(notPermitted)
                    ? new ShareAnswer.NotPermitted<>(e.refusal())
                    : new ShareAnswer.Unavailable<>(e);
        } catch (PlatformUnreachableException | MalformedMessageException | VerificationFailedException e) {
            return new ShareAnswer.Unavailable<>(e);
        }
    }

    /** Asks for a page after the first, which comes or throws. */
    StorePage page(Supplier<StorePage> asking) {
        return given(orAppend(asking));
    }

    /** Writes down that a page is given out, also when it is so again. */
    StorePage given(StorePage page) {
        append(page.licences().isEmpty() ? "NOT_FOUND" : "FOUND");
        return page;
    }

    /** Writes down each thing that is sent to {@code platform}, before it is sent. */
    Platform over(Platform platform) {
        return new AuditedPlatform(platform, () -> append("ASKED"));
    }

    private void append(String result) {
        log.append(new AuditEntry(clock.instant(), lookup, action, DATA_SET, about, purpose, result, 0));
    }

    private static String result(ShareAnswer<?> answer) {
        if (answer instanceof ShareAnswer.Unavailable<?> no) {
            return unavailable(no.error());
        }
        if (answer instanceof ShareAnswer.NotPermitted<?> no) {
            return "NOT_PERMITTED " + no.refusal().code();
        }
        if (answer instanceof ShareAnswer.NotMatched<?> no) {
            return no.mismatch() ? "NOT_MATCHED" : "NOT_CONFIRMED";
        }
        return answer instanceof ShareAnswer.Found<?> ? "FOUND" : "NOT_FOUND";
    }

    /** Of a refusal the code only, since the platform words the rest. */
    private static String unavailable(OneVisitException error) {
        return error instanceof PlatformRefusedException refused
                ? "UNAVAILABLE " + refused.refusal().code()
                : "UNAVAILABLE " + error.getMessage();
    }
}
