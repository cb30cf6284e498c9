package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;

/**
 * What to answer to a pushed message (推送应答), as its carrier wants it.
 *
 * @param status the HTTP status
 * @param mediaType of the body
 * @param body may be empty
 */
public record PushReply(int status, String mediaType, Bytes body) {
    public PushReply {
        Require.that(status >= 200 && status <= 599, "status", "must be between 200 and 599");
        Require.text(mediaType, "media type", 128);
        Require.present(body, "body");
    }

    /** How taking in a pushed message ended. */
    public enum Result {
        /** Remembered, now or before. */
        TAKEN,
        /** Not the carrier's, or not a message of its interface: it shall not come again. */
        REFUSED,
        /** Not remembered: it shall come again. */
        AGAIN
    }

    /** {@code status} with JSON in UTF-8. */
    public static PushReply json(int status, Bytes json) {
        return new PushReply(status, "application/json;charset=UTF-8", json);
    }

    /** {@code status} without a body. */
    public static PushReply plain(int status) {
        return new PushReply(status, "text/plain", Bytes.empty());
    }
}
