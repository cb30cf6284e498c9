package io.onevisit.licence.delivery;

import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.platform.RawMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A small carrier. It takes every order it is told as a new parcel, so that one told twice shows. */
final class CarrierInMemory implements Carrier {
    private final Map<String, Tracking> known = new ConcurrentHashMap<>();
    private final Set<String> collected = ConcurrentHashMap.newKeySet();
    private final List<DeliveryOrder> parcels = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> cancellations = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeAnswer = () -> {};
    private volatile Predicate<DeliveryOrder> refuses = order -> false;
    private volatile @Nullable String waybillNumber = Samples.WAYBILL_NUMBER;
    private volatile boolean tellsOrderNumber = true;
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile boolean losesAnswer;
    private volatile boolean down;
    private volatile boolean dies;

    /** The end of a process, which nobody in it can catch. */
    static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    void losesAnswer(boolean now) {
        losesAnswer = now;
    }

    /** The process dies between the carrier's deed and its answer. */
    void dies(boolean now) {
        dies = now;
    }

    void refuses(Predicate<DeliveryOrder> which) {
        refuses = which;
    }

    void down(boolean now) {
        down = now;
    }

    /** Null for another number each time. */
    void gives(@Nullable String number) {
        waybillNumber = number;
    }

    void tellsOrderNumber(boolean now) {
        tellsOrderNumber = now;
    }

    /** What happens after the carrier has accepted an order and before it says so. */
    void beforeAnswer(Runnable action) {
        beforeAnswer = action;
    }

    String waybillOf(String orderNumber) {
        return Objects.requireNonNull(known.get(orderNumber), orderNumber).waybillNumber();
    }

    boolean knows(String orderNumber) {
        return known.containsKey(orderNumber);
    }

    void collects(String orderNumber) {
        collected.add(orderNumber);
    }

    /** Lets something happen to the parcel without pushing it. */
    void happens(DeliveryEvent event) {
        happens(Samples.ORDER_NUMBER, event);
    }

    void happens(String orderNumber, DeliveryEvent event) {
        known.computeIfPresent(orderNumber, (number, tracking) -> {
            List<DeliveryEvent> events = new ArrayList<>(tracking.events());
            if (!events.contains(event)) {
                events.add(event);
            }
            return new Tracking(tracking.waybillNumber(), tracking.orderNumber(), events);
        });
    }

    List<DeliveryOrder> parcels() {
        return parcels;
    }

    List<String> asked() {
        return asked;
    }

    List<String> cancellations() {
        return cancellations;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Outcome<Waybill> create(DeliveryOrder order) {
        requireUp();
        if (refuses.test(order)) {
            return new Outcome.Refused<>(new Refusal("OUT_OF_AREA", "does not deliver there", "req-1"));
        }
        parcels.add(order);
        String number = waybillNumber == null ? "W-" + numbers.incrementAndGet() : waybillNumber;
        known.put(order.orderNumber(), new Tracking(number, order.orderNumber(), List.of()));
        beforeAnswer.run();
        return answer(new Waybill(order.orderNumber(), number));
    }

    private Outcome<Waybill> answer(Waybill waybill) {
        if (dies) {
            throw new ProcessDied();
        }
        return losesAnswer
                ? new Outcome.Unknown<>(new Pending("delivery", waybill.orderNumber(), "no answer"))
                : new Outcome.Done<>(waybill);
    }

    @Override
    public Optional<Outcome<Waybill>> find(DeliveryOrder order) {
        requireUp();
        asked.add(order.orderNumber());
        return Optional.ofNullable(known.get(order.orderNumber()))
                .map(tracking -> new Outcome.Done<>(new Waybill(order.orderNumber(), tracking.waybillNumber())));
    }

    @Override
    public Outcome<Waybill> cancel(Waybill waybill, String reason) {
        requireUp();
        cancellations.add(waybill.orderNumber() + " " + reason);
        return collected.contains(waybill.orderNumber())
                ? new Outcome.Refused<>(CarrierReason.TOO_LATE.refusal("8252"))
                : answer(waybill);
    }

    @Override
    public Tracking track(Waybill waybill) {
        requireUp();
        asked.add(waybill.waybillNumber());
        Tracking tracking = known.get(waybill.orderNumber());
        if (tracking == null) {
            throw new PlatformRefusedException("memory", CarrierReason.NOT_FOUND.refusal("404"));
        }
        return tracking;
    }

    @Override
    public List<Tracking> read(RawMessage push) {
        if (!push.headers().containsKey("x-carrier")) {
            Checks checks = new Checks();
            checks.that(new io.onevisit.core.Rule("SIGNED", "test", "签名", "signed"), false);
            throw new VerificationFailedException(checks.report(null));
        }
        Tracking told = DeliveryJson.push(push.body());
        return List.of(tellsOrderNumber ? told : new Tracking(told.waybillNumber(), null, told.events()));
    }

    @Override
    public PushReply reply(RawMessage push, PushReply.Result result) {
        return PushReply.plain(
                switch (result) {
                    case TAKEN -> 200;
                    case REFUSED -> 400;
                    case AGAIN -> 503;
                });
    }

    @Override
    public CarrierReason reason(Refusal refusal) {
        return CarrierReason.UNKNOWN;
    }

    private void requireUp() {
        if (down) {
            throw new PlatformUnreachableException("carrier", "connection refused", null);
        }
    }
}
