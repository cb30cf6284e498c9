package io.onevisit.core.platform;

import io.onevisit.core.internal.http.HttpReply;
import io.onevisit.core.internal.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * The way to the platform for one call: every request on it ends with the call's deadline.
 *
 * @param transport sends
 * @param deadline ends it
 */
record Sender(HttpTransport transport, Deadline deadline) {
    /**
     * Sends {@code request} once.
     *
     * @throws io.onevisit.core.internal.http.NotSentException when it certainly never left
     * @throws IOException when no reply came
     */
    RawReply send(RawMessage request) throws IOException {
        URI target = URI.create(request.targetUri());
        HttpReply reply = transport.post(target, request.headers(), request.body(), deadline.left());
        return new RawReply(reply.status(), reply.headers(), reply.body());
    }

    /** What is left of the deadline. */
    Duration left() {
        return deadline.left();
    }

    /** The same way with half of the time that is left, for what must not use it up. */
    Sender half() {
        MonotonicTime time = deadline.time();
        return new Sender(
                transport, new Deadline(time, time.nanos() + left().dividedBy(2).toNanos()));
    }
}
