package io.onevisit.licence.delivery;

import io.onevisit.core.internal.Require;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a carrier collects parcels at an address (上门揽收范围和时段).
 *
 * @param collects false when the address is outside its area
 * @param from the earliest time of a day there, or null when the carrier does not tell
 * @param until the latest, or null when the carrier does not tell
 */
public record PickupTimes(
        boolean collects,
        @Nullable LocalTime from,
        @Nullable LocalTime until) {
    public PickupTimes {
        Require.that(from == null || until == null || from.isBefore(until), "pickup times", "must be in order");
    }
}
