package io.onevisit.core;

/** Octets from outside are not what their format asks for. The message was refused whole; tell the sender. */
public final class MalformedMessageException extends OneVisitException {
    private static final long serialVersionUID = 1L;

    /** An error about a {@code format}: {@code problem} says what is wrong, without quoting the octets. */
    public MalformedMessageException(String format, String problem) {
        super(format + ": " + problem, null);
    }
}
