package io.onevisit.examples.verifier;

/** The command line is not of its form. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
