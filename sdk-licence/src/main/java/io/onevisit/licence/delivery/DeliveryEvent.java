package io.onevisit.licence.delivery;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier told about a parcel (轨迹). Couriers write names and phones into places, so {@code toString} leaves the
 * place out.
 *
 * @param eventId the carrier's own, by which a repetition is known; at most 64 characters
 * @param state what the word means; {@link DeliveryState#UNKNOWN} when it is none that is known
 * @param word the carrier's word or code as it came, at most 32 characters
 * @param at when it happened, as the carrier says
 * @param place where, or the carrier's sentence about it, at most 200 characters, or null
 * @param pickupCode told when the parcel lies in a locker or at a counter, or null
 */
public record DeliveryEvent(
        String eventId,
        DeliveryState state,
        String word,
        Instant at,
        @Nullable String place,
        @Nullable PickupCode pickupCode) {
    /** The longest place. */
    public static final int MAX_PLACE = 200;

    public DeliveryEvent {
        Require.text(eventId, "event id", 64);
        Require.present(state, "state");
        Require.text(word, "state", 32);
        Require.present(at, "time");
        if (place != null) {
            Require.text(place, "place", MAX_PLACE);
        }
    }

    /** An event without a pick-up code. */
    public DeliveryEvent(String eventId, DeliveryState state, String word, Instant at, @Nullable String place) {
        this(eventId, state, word, at, place, null);
    }

    /** The same, with its word read otherwise. */
    DeliveryEvent meaning(DeliveryState other) {
        return new DeliveryEvent(eventId, other, word, at, place, pickupCode);
    }

    @Override
    public String toString() {
        return "DeliveryEvent[" + eventId + ", " + word + ", " + at + "]";
    }
}
