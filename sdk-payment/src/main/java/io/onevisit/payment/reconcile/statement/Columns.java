package io.onevisit.payment.reconcile.statement;

import io.onevisit.core.InvalidValueException;
import io.onevisit.payment.reconcile.internal.LineReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The titles of a table, by which its fields are found: their order is not to be relied on. */
final class Columns {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private final Map<String, Integer> places = new HashMap<>();

    Columns(LineReader reader, List<String> titles) {
        for (String title : titles) {
            reader.refuseUnless(places.put(title, places.size()) == null, "has a title twice");
        }
    }

    boolean has(String title) {
        return places.containsKey(title);
    }

    /** A row of the table. */
    Row row(LineReader reader, List<String> fields) {
        if (fields.size() != places.size()) {
            throw reader.refusal("has " + fields.size() + " fields, the title has " + places.size());
        }
        return new Row(fields);
    }

    final class Row {
        private final List<String> fields;

        private Row(List<String> fields) {
            this.fields = fields;
        }

        /** The field under {@code title}; without such a column, nothing. */
        String text(String title) {
            Integer place = places.get(title);
            return place == null ? "" : fields.get(place);
        }

        Decimal decimal(String title) {
            return has(title) ? Decimal.parse(text(title)) : Decimal.ZERO;
        }

        Instant time(String title) {
            try {
                return LocalDateTime.parse(text(title), TIME).atZone(ZONE).toInstant();
            } catch (DateTimeException e) {
                throw new InvalidValueException(title, "must be a time as 2026-11-21 09:15:02");
            }
        }
    }

    /** The first of {@code titles} that is there. */
    String firstOf(LineReader reader, List<String> titles) {
        String first = titles.stream().filter(this::has).findFirst().orElse(null);
        if (first == null) {
            throw reader.refusal("has no title " + titles.get(0));
        }
        return first;
    }
}
