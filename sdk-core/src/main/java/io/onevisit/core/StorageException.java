package io.onevisit.core;

import org.jspecify.annotations.Nullable;

/** The database could not read or write. Roll the transaction back. */
public final class StorageException extends OneVisitException {
    private static final long serialVersionUID = 1L;

    /** An error about {@code operation}. */
    public StorageException(String operation, @Nullable Throwable cause) {
        super(operation + ": the database did not carry it out; roll back and try again", cause);
    }
}
