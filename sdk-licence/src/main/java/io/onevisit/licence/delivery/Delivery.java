package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order and what became of it (寄递). Its state follows from what is known, not from the order in which that came in.
 *
 * @param orderNumber the department's number
 * @param caseNumber the case whose result it is
 * @param posted when the department posted it
 * @param waybill what the carrier gave for it, or null while it has given none
 * @param refusal why the carrier does not take it, or null
 * @param uncertain why nobody knows yet whether the carrier has taken it, with the carrier's own code where it gave one; null
 *     once that is known
 * @param cancellation how a wish to cancel stands
 * @param history all that the carrier told, in the order in which it happened
 */
public record Delivery(
        String orderNumber,
        CaseNumber caseNumber,
        Instant posted,
        @Nullable Waybill waybill,
        @Nullable Refusal refusal,
        @Nullable String uncertain,
        Cancellation cancellation,
        List<HistoryEntry> history) {
    private static final String FORMAT = "delivery tracking";

    /** The event that stands for a carrier's yes to a cancellation. */
    static final String CANCELLED_HERE = "cancelled-here";

    /** How far a carrier's clock may be behind ours: what it says happened before that is about an earlier parcel. */
    static final Duration CLOCKS_APART = Duration.ofHours(1);

    public Delivery {
        DeliveryOrder.requireOrderNumber(orderNumber);
        Require.present(caseNumber, "case number");
        Require.present(posted, "time of posting");
        Require.present(cancellation, "cancellation");
        history = Require.present(history, "history").stream()
                .sorted(HistoryEntry.BY_TIME)
                .toList();
    }

    static Delivery ordered(DeliveryOrder order, Instant posted) {
        return new Delivery(
                order.orderNumber(), order.caseNumber(), posted, null, null, null, Cancellation.NONE, List.of());
    }

    /**
     * How far it is: the event of the highest rank counts, and among final states the latest; what the carrier tells of
     * the parcel stands against its yes to a cancellation.
     */
    public DeliveryState state() {
        DeliveryState told = decisive().map(entry -> entry.event().state()).orElse(DeliveryState.UNKNOWN);
        return Stream.of(told, accepted())
                .max(Comparator.comparingInt(DeliveryState::rank))
                .orElseThrow();
    }

    private Optional<HistoryEntry> decisive() {
        return history.stream().max(HistoryEntry.BY_RANK);
    }

    /** A waybill is more than a refusal: the one who gave it has the order. */
    private DeliveryState accepted() {
        if (waybill != null) {
            return DeliveryState.CREATED;
        }
        return refusal == null ? DeliveryState.ORDERED : DeliveryState.REFUSED;
    }

    /** The carrier's number, or empty while it has given none. */
    public Optional<String> waybillNumber() {
        return Optional.ofNullable(waybill).map(Waybill::waybillNumber);
    }

    /** The code by which the recipient gets the parcel from a locker or counter: the last one told, until it is over. */
    public Optional<PickupCode> pickupCode() {
        return state().isFinal()
                ? Optional.empty()
                : history.stream()
                        .map(entry -> entry.event().pickupCode())
                        .filter(Objects::nonNull)
                        .reduce((earlier, later) -> later);
    }

    /** The proof that it was handed over; empty unless it was. */
    public Optional<DeliveryProof> proof() {
        Waybill accepted = waybill;
        if (accepted == null || state() != DeliveryState.DELIVERED) {
            return Optional.empty();
        }
        return decisive()
                .map(entry -> new DeliveryProof(
                        caseNumber,
                        orderNumber,
                        accepted.waybillNumber(),
                        entry.at(),
                        entry.received(),
                        entry.event().eventId(),
                        Bytes.of(Hash.SHA_256.digest(
                                DeliveryJson.history(history).toArray()))));
    }

    Delivery refused(Refusal reason) {
        return new Delivery(orderNumber, caseNumber, posted, waybill, reason, null, cancellation, history);
    }

    /** The same while nobody knows whether the carrier took it; unchanged once that is known. */
    Delivery uncertain(String cause) {
        return accepted() == DeliveryState.ORDERED
                ? new Delivery(orderNumber, caseNumber, posted, waybill, refusal, cause, cancellation, history)
                : this;
    }

    /** The same, with the wish to cancel at {@code stand}. */
    Delivery cancellation(Cancellation stand) {
        return new Delivery(orderNumber, caseNumber, posted, waybill, refusal, uncertain, stand, history);
    }

    /** The same, cancelled by the carrier at {@code at}. */
    Delivery cancelled(Instant at) {
        DeliveryEvent event =
                new DeliveryEvent(CANCELLED_HERE, DeliveryState.CANCELLED, DeliveryState.CANCELLED.name(), at, null);
        return cancellation(Cancellation.DONE).with(new HistoryEntry(event, at));
    }

    /**
     * The same with a waybill.
     *
     * @throws MalformedMessageException when it has another already
     */
    Delivery accepted(Waybill given) {
        if (!given.orderNumber().equals(orderNumber)) {
            throw new MalformedMessageException(FORMAT, "is about another order");
        }
        if (waybill != null && !waybill.waybillNumber().equals(given.waybillNumber())) {
            throw new MalformedMessageException(FORMAT, "names another waybill than the order has");
        }
        Waybill fuller = waybill != null && given.reference() == null ? waybill : given;
        return new Delivery(orderNumber, caseNumber, posted, fuller, null, null, cancellation, history);
    }

    /**
     * The same with what a carrier tells; unchanged when all of it is known. Events from before it was posted are left out:
     * a carrier uses its numbers again.
     *
     * @throws MalformedMessageException when it contradicts what is known, or is too much
     */
    Delivery told(List<DeliveryEvent> events, Instant received) {
        Delivery now = this;
        for (DeliveryEvent event : events) {
            if (mayBeOf(event)) {
                now = now.told(event, received);
            }
        }
        return now;
    }

    /** True unless {@code event} is of an earlier parcel under the same waybill number. */
    boolean mayBeOf(DeliveryEvent event) {
        return !event.at().isBefore(posted.minus(CLOCKS_APART));
    }

    /** True unless {@code event} would be told for the first time. */
    boolean knows(DeliveryEvent event) {
        return history.stream().anyMatch(entry -> entry.event().eventId().equals(event.eventId()));
    }

    private Delivery told(DeliveryEvent event, Instant received) {
        Optional<HistoryEntry> known = history.stream()
                .filter(entry -> entry.event().eventId().equals(event.eventId()))
                .findFirst();
        if (known.isPresent()) {
            return toldAgain(known.get(), event);
        }
        if (history.size() == Tracking.MAX_EVENTS) {
            throw new MalformedMessageException(FORMAT, "has more than 200 events");
        }
        return with(new HistoryEntry(event, received));
    }

    /** The carrier's word is the event, what it means is our reading of it: one that has learnt more replaces the other. */
    private Delivery toldAgain(HistoryEntry known, DeliveryEvent event) {
        if (!known.event().meaning(event.state()).equals(event)) {
            throw new MalformedMessageException(FORMAT, "differs from what came under the same event id");
        }
        return event.state().rank() > known.event().state().rank()
                ? without(known).with(new HistoryEntry(event, known.received()))
                : this;
    }

    private Delivery with(HistoryEntry entry) {
        return history(Stream.concat(history.stream(), Stream.of(entry)));
    }

    private Delivery without(HistoryEntry entry) {
        return history(history.stream().filter(other -> !other.equals(entry)));
    }

    private Delivery history(Stream<HistoryEntry> entries) {
        return new Delivery(
                orderNumber, caseNumber, posted, waybill, refusal, uncertain, cancellation, entries.toList());
    }
}
