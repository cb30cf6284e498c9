package io.onevisit.core.record;

import io.onevisit.core.Purpose;
import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * One entry of the audit log (审计记录). Who was looked up appears under a pseudonym only.
 *
 * @param at when
 * @param lookup ties the entries of one look-up together
 * @param action {@code fetch} or {@code verify}
 * @param dataSet the data set, by name
 * @param person the type of number and its pseudonym, 64 hexadecimal digits
 * @param purpose why
 * @param result {@code ASKED} before anything is sent, and then what came of it
 * @param dropped how many fields or comparisons came that nobody had asked for
 */
public record AuditEntry(
        Instant at,
        String lookup,
        String action,
        String dataSet,
        String person,
        Purpose purpose,
        String result,
        int dropped) {
    public AuditEntry {
        Require.present(at, "at");
        Require.text(lookup, "lookup", 64);
        Require.text(action, "action", 16);
        Require.text(dataSet, "data set", 64);
        Require.text(person, "person", 128);
        Require.present(purpose, "purpose");
        Require.text(result, "result", 1024);
    }
}
