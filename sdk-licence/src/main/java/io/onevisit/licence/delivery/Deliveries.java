package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.StorageException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Results by express (寄递): posted in the department's transaction, accepted by the carrier once, followed to the door.
 * Thread-safe.
 *
 * <p>Every method but {@link #receive} throws {@link StorageException} when the database does not carry it out.
 */
public final class Deliveries {
    private static final Refusal CONFLICT =
            new Refusal("CONFLICT", "another order was posted under the same number", null);

    private final StateStore store;
    private final Outbox outbox;
    private final Carrier carrier;
    private final DeliveryRecords records;
    private final Clock clock;

    /**
     * Deliveries by {@code carrier}.
     *
     * @param outbox one with a {@link DeliveryPosting} and a {@link DeliveryCancelling} of the same store and carrier
     * @param listener learns of each progress
     * @param clock what the times that carriers tell are held against
     */
    public Deliveries(StateStore store, Outbox outbox, Carrier carrier, DeliveryListener listener, Clock clock) {
        this.store = Require.present(store, "state store");
        this.outbox = Require.present(outbox, "outbox");
        this.carrier = Require.present(carrier, "carrier");
        this.records = new DeliveryRecords(store, carrier.name(), Require.present(listener, "listener"));
        this.clock = Require.present(clock, "clock");
    }

    /**
     * Posts an order in the department's transaction: the carrier is told once that is committed, and never when it is
     * rolled back.
     *
     * @return false when the very same order was posted before; it is one delivery then
     * @throws InvalidValueException when another order was posted under the same number
     */
    public boolean post(Connection transaction, DeliveryOrder order) {
        DeliveryRecords.Entered entered = enter(transaction, order);
        Require.that(
                entered != DeliveryRecords.Entered.OTHER,
                "delivery order",
                "differs from what was posted under the same number");
        return entered == DeliveryRecords.Entered.NEW;
    }

    private DeliveryRecords.Entered enter(Connection transaction, DeliveryOrder order) {
        Bytes content = DeliveryJson.write(Require.present(order, "delivery order"));
        DeliveryRecords.Entered entered = records.enter(transaction, Delivery.ordered(order, clock.instant()), content);
        if (entered == DeliveryRecords.Entered.NEW) {
            outbox.enqueue(transaction, DeliveryPosting.kind(carrier), order.orderNumber(), content);
        }
        return entered;
    }

    /**
     * Posts orders, each by itself: one whose number is taken does not keep the others.
     *
     * @return for each order, in their order, the delivery as it stands now, or why it was not posted
     */
    public List<Outcome<Delivery>> postAll(Connection transaction, List<DeliveryOrder> orders) {
        List<Outcome<Delivery>> outcomes = new ArrayList<>();
        for (DeliveryOrder order : Require.present(orders, "delivery orders")) {
            outcomes.add(
                    enter(transaction, order) == DeliveryRecords.Entered.OTHER
                            ? new Outcome.Refused<>(CONFLICT)
                            : new Outcome.Done<>(records.find(transaction, order.orderNumber())
                                    .orElseThrow()));
        }
        return List.copyOf(outcomes);
    }

    /**
     * Asks the carrier to take an order back, once this transaction is committed and the carrier has the order. Its answer
     * is in {@link Delivery#cancellation()}.
     *
     * @param reason in a few words without personal data, at most 100 characters
     * @return false when that was asked before
     * @throws InvalidValueException when the order was never posted, or it was asked before for another reason and is not
     *     carried out
     */
    public boolean cancel(Connection transaction, String orderNumber, String reason) throws SQLException {
        DeliveryOrder.requireOrderNumber(orderNumber);
        Require.text(reason, "reason", 100);
        records.change(
                transaction,
                orderNumber,
                delivery -> delivery.cancellation().equals(Cancellation.NONE)
                        ? delivery.cancellation(Cancellation.ASKED)
                        : delivery);
        boolean isDone = records.find(transaction, orderNumber)
                .filter(delivery -> delivery.cancellation().equals(Cancellation.DONE))
                .isPresent();
        return !isDone
                && outbox.enqueue(
                        transaction,
                        DeliveryCancelling.kind(carrier),
                        orderNumber,
                        Bytes.of(reason.getBytes(StandardCharsets.UTF_8)));
    }

    /** What is known here of an order; empty when it was never posted. */
    public Optional<Delivery> find(String orderNumber) {
        DeliveryOrder.requireOrderNumber(orderNumber);
        return store.inTransaction(tx -> records.find(tx, orderNumber));
    }

    /**
     * Takes in what the carrier pushed, also before it has answered the order itself. Each event counts once, however often
     * and late it comes, so repetitions and replays change nothing and are answered like the first. Of several parcels in
     * one push, one that is not ours does not keep the others.
     *
     * <p>That a parcel is at its end is asked for once when the carrier's pushes do not prove it
     * ({@link Carrier#pushesAreAuthentic}). The answer is that it shall come again when the store, or whoever must be asked,
     * cannot be reached; of that parcel nothing is remembered then.
     *
     * @param push as it came in; verified here
     * @return what to answer
     * @throws RuntimeException what the listener throws, after nothing of that parcel has been remembered: answer 503, so
     *     that it comes again
     */
    public PushReply receive(RawMessage push) {
        return carrier.reply(Require.present(push, "push"), result(push));
    }

    private PushReply.Result result(RawMessage push) {
        try {
            boolean taken = true;
            for (Tracking tracking : carrier.read(push)) {
                taken &= isTaken(tracking);
            }
            return taken ? PushReply.Result.TAKEN : PushReply.Result.REFUSED;
        } catch (MalformedMessageException | VerificationFailedException e) {
            return PushReply.Result.REFUSED;
        } catch (StorageException | PlatformUnreachableException | PlatformRefusedException e) {
            return PushReply.Result.AGAIN;
        }
    }

    /** False when it is about no order of ours, or contradicts what is known. */
    private boolean isTaken(Tracking tracking) {
        try {
            if (carrier.pushesAreAuthentic()) {
                tell(List.of(tracking));
            } else {
                tell(Stream.concat(asked(tracking), Stream.of(tracking.withoutEnds()))
                        .toList());
            }
            return true;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    /** What the carrier says when asked about the ends that {@code pushed} tells. */
    private Stream<Tracking> asked(Tracking pushed) {
        return store.inTransaction(tx -> records.ending(tx, pushed)).stream()
                .flatMap(waybill -> answer(waybill).stream());
    }

    /** Empty when the answer is no use: the end stays unbelieved then, and is asked for again in time. */
    private Optional<Tracking> answer(Waybill waybill) {
        try {
            return Optional.of(carrier.track(waybill));
        } catch (MalformedMessageException | PlatformRefusedException e) {
            return Optional.empty();
        }
    }

    private void tell(List<Tracking> trackings) {
        store.inTransaction(tx -> {
            for (Tracking tracking : trackings) {
                records.tell(tx, tracking, clock.instant());
            }
            return true;
        });
    }

    /**
     * Asks the carrier, for when a push may have been lost. {@link DeliveryFollowing} does so by itself.
     *
     * @return false when the carrier has not given a waybill yet, so that there is nothing to ask
     * @throws io.onevisit.core.OneVisitException as {@link Carrier#track} and when the answer contradicts what is known
     */
    public boolean refresh(String orderNumber) {
        Optional<Waybill> waybill = find(orderNumber).map(Delivery::waybill);
        if (waybill.isEmpty()) {
            return false;
        }
        tell(List.of(carrier.track(waybill.get())));
        return true;
    }
}
