package io.onevisit.licence.approval;

import java.time.LocalDate;

/**
 * When a year of life is completed (周岁起算). Who was born on 29 February has the last day of February for a birthday in
 * common years (Civil Code 民法典 article 202).
 */
public enum Birthday {
    /** On the birthday itself, as many rules of departments have it. */
    ON_THE_DAY(0),
    /** On the day after: by articles 201 to 203 of the Civil Code the day of birth does not count, and the last day does. */
    ON_THE_DAY_AFTER(1);

    private final int days;

    Birthday(int days) {
        this.days = days;
    }

    /** The first day on which somebody born on {@code birthDate} is {@code years} old. */
    LocalDate reaches(LocalDate birthDate, int years) {
        return birthDate.plusYears(years).plusDays(days);
    }
}
