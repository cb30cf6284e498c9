package io.onevisit.core;

import org.jspecify.annotations.Nullable;

/**
 * The root of every error this library throws. Messages say what to do and carry no personal data, key or signature.
 */
public abstract sealed class OneVisitException extends RuntimeException
        permits InvalidValueException,
                MalformedMessageException,
                PlatformRefusedException,
                PlatformUnreachableException,
                StorageException,
                VerificationFailedException {
    private static final long serialVersionUID = 1L;

    OneVisitException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
