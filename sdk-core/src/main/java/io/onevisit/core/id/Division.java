package io.onevisit.core.id;

import io.onevisit.core.internal.Require;
import java.time.Year;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a division code stood for over a span of years (行政区划). Years are as of 31 December.
 *
 * @param code the code
 * @param name the name at its own level, for example 西湖区
 * @param provinceName the name of its province
 * @param prefectureName the name of its prefecture; empty for provinces and for counties right under one
 * @param from the first year
 * @param until the year of the change that ended it, in which it no longer holds; null while it is in force
 * @param successors which divisions took over area of it, while it was in force or when it ended
 */
public record Division(
        DivisionCode code,
        String name,
        String provinceName,
        String prefectureName,
        Year from,
        @Nullable Year until,
        List<Successor> successors) {
    public Division {
        Require.present(code, "division code");
        Require.text(name, "division name", 64);
        Require.text(provinceName, "province name", 64);
        if (!Require.present(prefectureName, "prefecture name").isEmpty()) {
            Require.text(prefectureName, "prefecture name", 64);
        }
        Require.present(from, "first year");
        Require.that(until == null || until.isAfter(from), "year of change", "must come after the first year");
        successors = List.copyOf(Require.present(successors, "successors"));
    }

    /**
     * A division that took over area of another.
     *
     * @param code its code
     * @param year when it did
     */
    public record Successor(DivisionCode code, Year year) {
        public Successor {
            Require.present(code, "division code");
            Require.present(year, "year");
        }
    }

    /** The name with those of province and prefecture before it, for example 浙江省杭州市西湖区. */
    public String fullName() {
        return switch (code.level()) {
            case PROVINCE -> name;
            case PREFECTURE -> provinceName + name;
            case COUNTY -> provinceName + prefectureName + name;
        };
    }

    /** True if it held at the end of {@code year}. */
    public boolean inForce(Year year) {
        return !Require.present(year, "year").isBefore(from) && (until == null || year.isBefore(until));
    }
}
