package io.onevisit.core.record;

import io.onevisit.core.id.PartyId;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a data set holds about a person (身份记录): the fields asked for, and no others. {@code toString} hides the values.
 *
 * @param subject whose record, the person asked about
 * @param dataSet where from, by name
 * @param rows the records, at least one; each text by field, where a field the source does not hold is missing. More
 *     than one only where the data set says {@link DataSet#several}.
 * @param source the department that answered
 * @param asOf when this was so
 * @param dropped how many fields came that nobody had asked for, and were dropped
 */
public record IdentityRecord(
        PartyId subject, String dataSet, List<Map<String, String>> rows, String source, Instant asOf, int dropped) {
    public IdentityRecord {
        Require.present(subject, "subject");
        Require.text(dataSet, "data set", 64);
        rows = Require.present(rows, "rows").stream().map(Map::copyOf).toList();
        Require.that(!rows.isEmpty(), "rows", "must be at least one");
        Require.text(source, "source", 200);
        Require.present(asOf, "as of");
    }

    /**
     * The only row.
     *
     * @throws io.onevisit.core.InvalidValueException when there are several, which only {@link #rows} gives
     */
    public Map<String, String> values() {
        Require.that(rows.size() == 1, "record", "has several rows");
        return rows.get(0);
    }

    /** Data set, masked number and how many rows. */
    @Override
    public String toString() {
        return dataSet + " of " + subject + ", rows: " + rows.size();
    }
}
