package io.onevisit.licence.delivery;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order and what became of it (寄递). Its state follows from what is known, not from the order in which that came in.
 *
 * @param orderNumber the department's number
 * @param waybillNumber the carrier's, or null while it has given none
 * @param refusal why the carrier does not take it, or null
 * @param history all that the carrier told, in the order in which it happened
 */
public record Delivery(
        String orderNumber,
        @Nullable String waybillNumber,
        @Nullable Refusal refusal,
        List<HistoryEntry> history) {
    private static final String FORMAT = "delivery tracking";

    public Delivery {
        DeliveryOrder.requireOrderNumber(orderNumber);
        history = Require.present(history, "history").stream()
                .sorted(HistoryEntry.BY_TIME)
                .toList();
    }

    /** How far it is: the event of the highest rank counts, and among final states the latest. */
    public DeliveryState state() {
        DeliveryState told = history.stream()
                .max(HistoryEntry.BY_RANK)
                .map(entry -> entry.event().state())
                .orElse(DeliveryState.UNKNOWN);
        return Stream.of(told, accepted())
                .max(Comparator.comparingInt(DeliveryState::rank))
                .orElseThrow();
    }

    private DeliveryState accepted() {
        if (refusal != null) {
            return DeliveryState.REFUSED;
        }
        return waybillNumber == null ? DeliveryState.ORDERED : DeliveryState.CREATED;
    }

    static Delivery ordered(String orderNumber) {
        return new Delivery(orderNumber, null, null, List.of());
    }

    Delivery refused(Refusal reason) {
        return new Delivery(orderNumber, waybillNumber, reason, history);
    }

    /**
     * The same with a waybill.
     *
     * @throws MalformedMessageException when it has another already
     */
    Delivery accepted(Waybill waybill) {
        if (!waybill.orderNumber().equals(orderNumber)) {
            throw new MalformedMessageException(FORMAT, "is about another order");
        }
        if (waybillNumber != null && !waybillNumber.equals(waybill.waybillNumber())) {
            throw new MalformedMessageException(FORMAT, "names another waybill than the order has");
        }
        return new Delivery(orderNumber, waybill.waybillNumber(), null, history);
    }

    /**
     * The same with what a carrier tells; unchanged when all of it is known.
     *
     * @throws MalformedMessageException when it contradicts what is known, or is too much
     */
    Delivery told(Tracking tracking, Instant received) {
        Delivery now = accepted(tracking.waybill());
        for (DeliveryEvent event : tracking.events()) {
            now = now.told(event, received);
        }
        return now;
    }

    private Delivery told(DeliveryEvent event, Instant received) {
        Optional<DeliveryEvent> known = history.stream()
                .map(HistoryEntry::event)
                .filter(other -> other.eventId().equals(event.eventId()))
                .findFirst();
        if (known.isPresent()) {
            if (!known.get().equals(event)) {
                throw new MalformedMessageException(FORMAT, "differs from what came under the same event id");
            }
            return this;
        }
        if (history.size() == Tracking.MAX_EVENTS) {
            throw new MalformedMessageException(FORMAT, "has more than 200 events");
        }
        return new Delivery(
                orderNumber,
                waybillNumber,
                refusal,
                Stream.concat(history.stream(), Stream.of(new HistoryEntry(event, received)))
                        .toList());
    }
}
