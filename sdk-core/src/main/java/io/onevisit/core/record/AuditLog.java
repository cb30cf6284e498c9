package io.onevisit.core.record;

/**
 * Where look-ups are written down (审计日志). Thread-safe.
 */
public interface AuditLog {
    /**
     * Appends an entry; when this returns, the entry survives a crash.
     *
     * @throws io.onevisit.core.StorageException when it could not be written; the look-up is then not made
     */
    void append(AuditEntry entry);
}
