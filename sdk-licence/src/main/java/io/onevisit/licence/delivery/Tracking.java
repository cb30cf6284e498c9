package io.onevisit.licence.delivery;

import io.onevisit.core.internal.Require;
import java.util.List;

/**
 * What a carrier knows of an order, or tells of it in one message (物流信息).
 *
 * @param waybill its number there
 * @param events in any order, at most 200
 */
public record Tracking(Waybill waybill, List<DeliveryEvent> events) {
    static final int MAX_EVENTS = 200;

    public Tracking {
        Require.present(waybill, "waybill");
        events = List.copyOf(Require.present(events, "events"));
        Require.that(events.size() <= MAX_EVENTS, "events", "must be at most 200");
    }
}
