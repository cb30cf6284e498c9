package io.onevisit.core;

import org.jspecify.annotations.Nullable;

/** No answer was had from the other side, and nothing was done there. Safe to try again later. */
public final class PlatformUnreachableException extends OneVisitException {
    private static final long serialVersionUID = 1L;

    /** An error about {@code service}. */
    public PlatformUnreachableException(String service, String problem, @Nullable Throwable cause) {
        super(service + ": " + problem, cause);
    }
}
