package io.onevisit.licence.delivery;

import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.platform.Inbound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A small carrier. It takes every order it is told as a new parcel, so that one told twice shows. */
final class CarrierInMemory implements Carrier {
    private final Map<String, Tracking> known = new ConcurrentHashMap<>();
    private final List<DeliveryOrder> parcels = new ArrayList<>();
    private Runnable beforeAnswer = () -> {};
    private boolean losesAnswer;
    private boolean refuses;
    private boolean down;

    void losesAnswer(boolean now) {
        losesAnswer = now;
    }

    void refuses(boolean now) {
        refuses = now;
    }

    void down(boolean now) {
        down = now;
    }

    /** What happens after the carrier has accepted an order and before it says so. */
    void beforeAnswer(Runnable action) {
        beforeAnswer = action;
    }

    /** Lets something happen to the parcel without pushing it. */
    void happens(DeliveryEvent event) {
        known.computeIfPresent(Samples.ORDER_NUMBER, (number, tracking) -> {
            List<DeliveryEvent> events = new ArrayList<>(tracking.events());
            events.add(event);
            return new Tracking(tracking.waybill(), events);
        });
    }

    List<DeliveryOrder> parcels() {
        return parcels;
    }

    @Override
    public Outcome<Waybill> create(DeliveryOrder order) {
        requireUp();
        if (refuses) {
            return new Outcome.Refused<>(new Refusal("OUT_OF_AREA", "does not deliver there", "req-1"));
        }
        parcels.add(order);
        Waybill waybill = new Waybill(order.orderNumber(), Samples.WAYBILL_NUMBER);
        known.put(order.orderNumber(), new Tracking(waybill, List.of()));
        beforeAnswer.run();
        return losesAnswer
                ? new Outcome.Unknown<>(new Pending("delivery.create", order.orderNumber(), "no answer"))
                : new Outcome.Done<>(waybill);
    }

    @Override
    public Optional<Tracking> query(String orderNumber) {
        requireUp();
        return Optional.ofNullable(known.get(orderNumber));
    }

    @Override
    public Tracking read(Inbound push) {
        return DeliveryJson.push(push.body());
    }

    private void requireUp() {
        if (down) {
            throw new PlatformUnreachableException("carrier", "connection refused", null);
        }
    }
}
