package io.onevisit.licence.approval;

import io.onevisit.core.internal.Require;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How old the applicant must be (年龄要求), in completed years.
 *
 * @param birthDate where the birth date comes from: {@code 1990-03-07} or {@code 19900307}
 * @param minimum the least, 0 to 150
 * @param maximum the most, not less than the least and at most 150
 * @param birthday when a year is completed
 * @param on the day that counts, or null for the day of the decision
 */
public record RequiredAge(
        Source birthDate,
        int minimum,
        int maximum,
        Birthday birthday,
        @Nullable LocalDate on) implements Requirement {
    /** An age that nobody is beyond. */
    public static final int OLDEST = 150;

    public RequiredAge {
        Require.present(birthDate, "source of the birth date");
        Require.that(minimum >= 0 && minimum <= maximum && maximum <= OLDEST, "age", "must be 0 to " + OLDEST);
        Require.present(birthday, "birthday");
    }

    boolean isOldEnough(LocalDate born, LocalDate day) {
        return !day.isBefore(birthday.reaches(born, minimum));
    }

    boolean isYoungEnough(LocalDate born, LocalDate day) {
        return day.isBefore(birthday.reaches(born, maximum + 1));
    }

    @Override
    public String nameZh() {
        return "年龄 " + minimum + "至" + maximum + "周岁";
    }

    @Override
    public String nameEn() {
        return "age " + minimum + " to " + maximum;
    }
}
