package io.onevisit.core.id;

import io.onevisit.core.internal.Require;
import java.time.LocalDate;

/**
 * What a number is judged by (核验依据). Immutable and thread-safe.
 *
 * @param profile how strictly
 * @param divisions the division codes that are known
 * @param today the day after which nobody can be born
 */
public record Criteria(Profile profile, Divisions divisions, LocalDate today) {
    public Criteria {
        Require.present(profile, "profile");
        Require.present(divisions, "divisions");
        Require.present(today, "today");
    }

    /** By the standard and the bundled divisions, on the day {@code today}. */
    public static Criteria strict(LocalDate today) {
        return new Criteria(Profile.STRICT, Divisions.bundled(), today);
    }

    /** By the numbers in real use and the bundled divisions, on the day {@code today}. */
    public static Criteria lenient(LocalDate today) {
        return new Criteria(Profile.LENIENT, Divisions.bundled(), today);
    }
}
