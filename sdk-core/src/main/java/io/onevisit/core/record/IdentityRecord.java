package io.onevisit.core.record;

import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.Map;

/**
 * What a data set holds about a person (身份记录): the fields asked for, and no others. {@code toString} hides the values.
 *
 * @param subject whose record, the person asked about
 * @param dataSet where from, by name
 * @param values text by field; a field the source does not hold is missing
 * @param source the department that answered
 * @param asOf when this was so
 * @param dropped how many fields came that nobody had asked for, and were dropped
 */
public record IdentityRecord(
        PartyId subject, String dataSet, Map<String, String> values, String source, Instant asOf, int dropped) {
    public IdentityRecord {
        Require.present(subject, "subject");
        Require.text(dataSet, "data set", 64);
        values = Map.copyOf(Require.present(values, "values"));
        Require.text(source, "source", 200);
        Require.present(asOf, "as of");
    }

    /** Data set, masked number and the names of the fields. */
    @Override
    public String toString() {
        return dataSet + " of " + subject + " " + values.keySet();
    }
}
