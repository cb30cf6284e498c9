package io.onevisit.licence.share;

import io.onevisit.core.StorageException;
import io.onevisit.core.record.AuditEntry;
import io.onevisit.core.record.AuditLog;
import java.util.ArrayList;
import java.util.List;

/** An audit log in memory that can run full. */
final class Journal implements AuditLog {
    final List<AuditEntry> entries = new ArrayList<>();
    int room = Integer.MAX_VALUE;

    @Override
    public void append(AuditEntry entry) {
        if (entries.size() == room) {
            throw new StorageException("writing the audit log", null);
        }
        entries.add(entry);
    }

    List<String> results() {
        return entries.stream().map(AuditEntry::result).toList();
    }
}
