package io.onevisit.licence.approval;

import io.onevisit.core.internal.Require;
import io.onevisit.core.record.IdentityRecord;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record that a matter needs (所需数据).
 *
 * @param dataSet the data set, by name
 * @param fields the fields that must be there, in one row; at most 64
 * @param maximumAge how old it may be, counted in days of China; null when that does not matter
 */
public record RequiredRecord(
        String dataSet, Set<String> fields, @Nullable Period maximumAge) implements Requirement {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    public RequiredRecord {
        Require.text(dataSet, "data set", 64);
        fields = Set.copyOf(Require.present(fields, "fields"));
        Require.that(fields.size() <= 64, "fields", "must be at most 64");
        fields.forEach(field -> Require.text(field, "field", 64));
        if (maximumAge != null) {
            Periods.require(maximumAge, "maximum age");
        }
    }

    boolean hasFields(IdentityRecord record) {
        return record.rows().stream()
                .anyMatch(row -> fields.stream()
                        .allMatch(field -> !row.getOrDefault(field, "").isBlank()));
    }

    boolean isFresh(IdentityRecord record, Instant at) {
        return maximumAge == null
                || !record.asOf()
                        .atZone(CHINA)
                        .toLocalDate()
                        .plus(maximumAge)
                        .isBefore(at.atZone(CHINA).toLocalDate());
    }

    /** True when {@code source} is a field of this record that must be there. */
    boolean offers(Source.OfRecord source) {
        return source.dataSet().equals(dataSet) && fields.contains(source.field());
    }

    @Override
    public String nameZh() {
        return "数据 " + dataSet;
    }

    @Override
    public String nameEn() {
        return "record " + dataSet;
    }
}
