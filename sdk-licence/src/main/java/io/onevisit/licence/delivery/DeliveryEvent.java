package io.onevisit.licence.delivery;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier told about a parcel (轨迹). Couriers write names and phones into places, so {@code toString} leaves the
 * place out.
 *
 * @param eventId the carrier's own, by which a repetition is known; at most 64 characters
 * @param state what the word means; {@link DeliveryState#UNKNOWN} when it is none of the contract
 * @param word the carrier's word as it came, at most 32 characters
 * @param at when it happened, as the carrier says
 * @param place where, at most 200 characters, or null
 */
public record DeliveryEvent(
        String eventId,
        DeliveryState state,
        String word,
        Instant at,
        @Nullable String place) {
    public DeliveryEvent {
        Require.text(eventId, "event id", 64);
        Require.present(state, "state");
        Require.text(word, "state", 32);
        Require.present(at, "time");
        if (place != null) {
            Require.text(place, "place", 200);
        }
    }

    /** An event as a carrier's word tells it. */
    static DeliveryEvent told(String eventId, String word, Instant at, @Nullable String place) {
        return new DeliveryEvent(eventId, DeliveryState.told(word), word, at, place);
    }

    @Override
    public String toString() {
        return "DeliveryEvent[" + eventId + ", " + word + ", " + at + "]";
    }
}
