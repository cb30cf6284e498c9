package io.onevisit.core.platform;

/** No secret to sign with could be had, so nothing was sent for the call. */
final class NoSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    NoSecretException(Answer answer) {
        super("no secret to sign with");
        this.answer = answer;
    }

    /** What the attempt at the call comes to. */
    Answer answer() {
        return answer;
    }
}
