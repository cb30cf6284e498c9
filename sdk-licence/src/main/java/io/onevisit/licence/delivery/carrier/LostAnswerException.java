package io.onevisit.licence.delivery.carrier;

/** A request has left, and no answer of the carrier came. */
final class LostAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    LostAnswerException(String problem) {
        super(problem);
    }
}
