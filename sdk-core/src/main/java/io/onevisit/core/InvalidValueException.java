package io.onevisit.core;

/** An argument is missing, too long or not of its form. Mend the call; the value itself is never in the message. */
public final class InvalidValueException extends OneVisitException {
    private static final long serialVersionUID = 1L;

    /** An error about the argument called {@code what}: {@code problem} says what is wrong with it. */
    public InvalidValueException(String what, String problem) {
        super(what + ": " + problem, null);
    }
}
