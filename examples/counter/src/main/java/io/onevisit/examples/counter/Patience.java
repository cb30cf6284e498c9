package io.onevisit.examples.counter;

import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.VerificationFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** How this counter waits: a fixed number of tries with a pause between them. */
final class Patience {
    private static final int TRIES = 60;
    private static final Duration PAUSE = Duration.ofMillis(150);

    private Patience() {}

    /** Repeats a look-up until an answer comes that can be believed. */
    static <T> T ask(Supplier<T> question) throws InterruptedException {
        return until(() -> {
            try {
                return Optional.of(question.get());
            } catch (PlatformUnreachableException | VerificationFailedException e) {
                return Optional.empty();
            }
        });
    }

    /** Repeats a write, which has one effect however often it is sent, until its ending is known. */
    static <T> T settle(Supplier<Outcome<T>> write) throws InterruptedException {
        return until(() -> ask(write)
                .fold(
                        Optional::of,
                        refusal -> {
                            throw new IllegalStateException("refused: " + refusal.code() + " " + refusal.reason());
                        },
                        pending -> Optional.empty()));
    }

    /** Tries until there is something. */
    static <T> T until(Attempt<T> attempt) throws InterruptedException {
        for (int tries = 1; tries <= TRIES; tries++) {
            Optional<T> result = attempt.make();
            if (result.isPresent()) {
                return result.get();
            }
            Thread.sleep(PAUSE.toMillis());
        }
        throw new IllegalStateException("the platform does not answer");
    }

    /** One attempt; empty to be made again. */
    @FunctionalInterface
    interface Attempt<T> {
        Optional<T> make() throws InterruptedException;
    }
}
