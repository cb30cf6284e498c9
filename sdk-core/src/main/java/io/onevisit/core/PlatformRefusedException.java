package io.onevisit.core;

import io.onevisit.core.internal.Require;

/** The other side answered no. Trying again will not help; tell a person, quoting the request id. */
public final class PlatformRefusedException extends OneVisitException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** An error about {@code service}. */
    public PlatformRefusedException(String service, Refusal refusal) {
        super(service + ": " + Require.present(refusal, "refusal").code() + " " + refusal.reason(), null);
        this.refusal = refusal;
    }

    /** Code, reason and request id. */
    public Refusal refusal() {
        return refusal;
    }

    /** True when the platform says that it has never had what was asked about (code {@code not-found}). */
    public boolean isNotFound() {
        return refusal.code().equals("not-found");
    }
}
