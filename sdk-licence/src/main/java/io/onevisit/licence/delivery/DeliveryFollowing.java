package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.core.store.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the carrier about each accepted order until it is at its end, ever less often, for when no push comes (轮询). Goes
 * into an {@link io.onevisit.core.store.Outbox} of its own, since parcels take days: with {@link #settings()}, on the same
 * tables. What is not at its end after 30 days becomes a dead letter, for a person to look at. Thread-safe.
 */
public final class DeliveryFollowing implements OutboxHandler {
    /** While pushes come at least this often, nobody is asked. */
    private static final Duration QUIET = Duration.ofHours(6);

    private final StateStore store;
    private final Carrier carrier;
    private final DeliveryRecords records;
    private final Clock clock;

    /** Asks {@code carrier}; {@code listener} learns of each progress. */
    public DeliveryFollowing(StateStore store, Carrier carrier, DeliveryListener listener, Clock clock) {
        this.store = Require.present(store, "state store");
        this.carrier = Require.present(carrier, "carrier");
        this.records = new DeliveryRecords(store, carrier.name(), Require.present(listener, "listener"));
        this.clock = Require.present(clock, "clock");
    }

    /** First after half an hour, then at pauses that double up to 12 hours, for 30 days. */
    public static OutboxSettings settings() {
        return new OutboxSettings(
                2,
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofMinutes(30),
                Duration.ofHours(12),
                Duration.ofDays(30),
                Duration.ofSeconds(30));
    }

    static String kind(Carrier carrier) {
        return "delivery.follow." + carrier.name();
    }

    @Override
    public String kind() {
        return kind(carrier);
    }

    /** Nobody has been asked yet: a parcel that was ordered just now has not moved. */
    @Override
    public Outcome<?> send(String businessKey, Bytes payload) {
        return onItsWay(businessKey);
    }

    @Override
    public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
        Delivery delivery = find(businessKey);
        Waybill waybill = delivery.waybill();
        if (!delivery.state().isFinal() && waybill != null && isQuiet(delivery)) {
            Tracking tracking = carrier.track(waybill);
            store.inTransaction(tx -> {
                records.tell(tx, tracking, clock.instant());
                return true;
            });
            delivery = find(businessKey);
        }
        return Optional.of(delivery.state().isFinal() ? new Outcome.Done<>(delivery.state()) : onItsWay(businessKey));
    }

    /** What nobody can read, or nobody believes, is no news. */
    private boolean isQuiet(Delivery delivery) {
        return delivery.history().stream()
                .filter(entry -> entry.event().state() != DeliveryState.UNKNOWN)
                .noneMatch(entry -> entry.received().isAfter(clock.instant().minus(QUIET)));
    }

    private Delivery find(String orderNumber) {
        return store.inTransaction(tx -> records.find(tx, orderNumber).orElseThrow());
    }

    private Outcome<?> onItsWay(String orderNumber) {
        return new Outcome.Unknown<>(new Pending(kind(), orderNumber, "the parcel is not at its end"));
    }
}
