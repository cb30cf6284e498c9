package io.onevisit.core.internal.http;

import java.io.IOException;

/** There was no connection, so not one octet of the request has left. */
public final class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    NotSentException(IOException cause) {
        super("no connection", cause);
    }
}
