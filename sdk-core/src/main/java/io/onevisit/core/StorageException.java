package io.onevisit.core;

import org.jspecify.annotations.Nullable;

/** A database or a file could not be read or written. Roll the transaction back, if there is one. */
public final class StorageException extends OneVisitException {
    private static final long serialVersionUID = 1L;

    private final boolean commitUnknown;

    /** An error about {@code operation}, of which nothing is left once the transaction is rolled back. */
    public StorageException(String operation, @Nullable Throwable cause) {
        this(operation + ": this was not carried out; roll back what belongs to it", cause, false);
    }

    private StorageException(String message, @Nullable Throwable cause, boolean commitUnknown) {
        super(message, cause);
        this.commitUnknown = commitUnknown;
    }

    /** An error at the commit of {@code operation} that leaves open whether it is committed. */
    public static StorageException atCommit(String operation, Throwable cause) {
        return new StorageException(
                operation + ": whether the database committed it is not known; look before you try again", cause, true);
    }

    /**
     * What is left of it. False: nothing, so it is safe to do it all again; so it is after a deadlock, a serialization
     * failure or a connection lost before the commit. True: the commit was sent and its answer lost; it was carried out
     * whole or not at all, and only reading tells which.
     */
    public boolean commitUnknown() {
        return commitUnknown;
    }
}
