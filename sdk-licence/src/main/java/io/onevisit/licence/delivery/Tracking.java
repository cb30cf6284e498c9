package io.onevisit.licence.delivery;

import io.onevisit.core.internal.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier tells of a parcel (物流信息).
 *
 * @param waybillNumber the carrier's number of it
 * @param orderNumber the department's, or null when the carrier tells its own only
 * @param events in any order, at most 200
 */
public record Tracking(String waybillNumber, @Nullable String orderNumber, List<DeliveryEvent> events) {
    static final int MAX_EVENTS = 200;

    public Tracking {
        Waybill.requireWaybillNumber(waybillNumber);
        if (orderNumber != null) {
            DeliveryOrder.requireOrderNumber(orderNumber);
        }
        events = List.copyOf(Require.present(events, "events"));
        Require.that(events.size() <= MAX_EVENTS, "events", "must be at most 200");
    }

    /** The same, with every end of a parcel as a word that is not believed. */
    Tracking withoutEnds() {
        return new Tracking(
                waybillNumber,
                orderNumber,
                events.stream()
                        .map(event -> event.state().isFinal() ? event.meaning(DeliveryState.UNKNOWN) : event)
                        .toList());
    }
}
