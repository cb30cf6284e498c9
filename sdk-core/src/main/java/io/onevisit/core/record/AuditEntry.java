package io.onevisit.core.record;

import io.onevisit.core.Purpose;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * One entry of the audit log (审计记录). Who was looked up appears under a pseudonym only.
 *
 * @param at when
 * @param lookup ties the entries of one look-up together
 * @param action what was done with it: {@code fetch}, {@code verify}, or of licences {@code held}, {@code find},
 *     {@code annotate}, {@code compare}
 * @param dataSet the data set, by name; {@code licences} for those
 * @param person the type of number and its pseudonym, 64 hexadecimal digits; of a licence asked for by its identifier,
 *     that of the identifier
 * @param purpose why; its operator, who is in the log as given, must not be a citizen's number
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
        Require.that(
                PartyId.detect(purpose.operator()).stream().noneMatch(CitizenId.class::isInstance),
                "operator",
                "must not be a citizen's number");
        Require.text(result, "result", 1024);
    }
}
