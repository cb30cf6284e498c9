package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A secret shared with a platform.
 *
 * @param value the secret, in the form in which signatures take it in
 * @param due when to ask for the next one
 * @param expires when the platform stops accepting it
 * @param refresh the secret that the next one is asked for with, or null when there is none
 */
record Secret(
        Bytes value, Instant due, Instant expires, @Nullable Secret refresh) {
    private static final long LAST_MILLISECOND = 999_999_999_999_999L;

    /** One that never expires. */
    static Secret lasting(Bytes value) {
        return new Secret(value, Instant.MAX, Instant.MAX, null);
    }

    /**
     * One that expires. The next is due when between 70 and 80 percent of its life are over: at random, so that the nodes
     * of a department do not ask all at once.
     */
    static Secret expiring(Bytes value, Instant now, Instant expires, @Nullable Secret refresh) {
        Duration life = Duration.between(now, expires);
        Instant due =
                now.plusMillis(life.toMillis() * ThreadLocalRandom.current().nextInt(70, 80) / 100);
        return new Secret(value, due, expires, refresh);
    }

    /**
     * When a secret ends, as platforms tell it: milliseconds since 1970, as a number or as its digits.
     *
     * @throws io.onevisit.core.MalformedMessageException when it is neither
     */
    static Instant end(Members answer, String member) {
        boolean text = answer.object().path(member).isTextual();
        long millis = text
                ? answer.value(member, digits -> {
                    Require.that(digits.matches("[0-9]{1,15}"), member, "must be digits");
                    return Long.valueOf(digits);
                })
                : answer.integer(member, 0, LAST_MILLISECOND);
        return Instant.ofEpochMilli(millis);
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }

    /** No part of the secret. */
    @Override
    public String toString() {
        return "secret until " + expires;
    }
}
