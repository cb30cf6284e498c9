package io.onevisit.core.platform;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What repetition may cost, for all calls of one platform together (重试令牌): every repeated attempt takes a token, a first
 * attempt none. There are ten at the start and never more. An answer to a first attempt gives back a tenth of a token, an
 * answer to a repeated attempt the whole token of that attempt; a failure gives back nothing.
 *
 * <p>So while everything fails there are at most ten repeated attempts in all, however long it lasts: of a hundred calls
 * or more, at most 1.1 attempts a call. Thread-safe.
 */
final class RetryTokens {
    private static final int RETRY = 10;
    private static final int FIRST_ANSWER = 1;
    private static final int FULL = 10 * RETRY;

    /** In tenths of a token. */
    private final AtomicInteger left = new AtomicInteger(FULL);

    /** Takes a token for one repeated attempt; false when there is none. */
    boolean take() {
        return left.getAndUpdate(tenths -> tenths < RETRY ? tenths : tenths - RETRY) >= RETRY;
    }

    /** Gives back what an answer to attempt {@code number}, from 1, is worth. */
    void answered(int number) {
        int worth = number == 1 ? FIRST_ANSWER : RETRY;
        left.updateAndGet(tenths -> Math.min(tenths + worth, FULL));
    }
}
