package io.onevisit.licence.delivery;

import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.Refusal;
import io.onevisit.core.platform.RawMessage;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * An express carrier (快递企业), or a broker of several. Implementations are thread-safe.
 *
 * <p>Methods that ask without changing anything throw {@link io.onevisit.core.PlatformUnreachableException} when no
 * answer came, {@link PlatformRefusedException} when the carrier says no, and
 * {@link io.onevisit.core.MalformedMessageException} when its answer is not what its interface says. What a carrier
 * cannot do it refuses with {@link CarrierReason#UNSUPPORTED}.
 */
public interface Carrier {
    /**
     * What tells its orders and waybill numbers from those of other carriers: 1 to 40 small letters, digits and
     * underscores, never changed.
     */
    String name();

    /**
     * Places an order under its order number.
     *
     * @return {@link Outcome.Unknown} also when the carrier says that it has the order already
     * @throws io.onevisit.core.PlatformUnreachableException when the order certainly was not taken
     */
    Outcome<Waybill> create(DeliveryOrder order);

    /**
     * What became of an order whose placing ended unknown. The carrier knows it by its order number, so asking never
     * makes a second parcel.
     *
     * @return empty when the carrier has never seen it, or answers the same order placed again like the first time
     */
    Optional<Outcome<Waybill>> find(DeliveryOrder order);

    /**
     * How long the carrier knows an order by its number, so that the same one placed again makes no second parcel; without
     * an end unless it says so.
     */
    default Duration remembers() {
        return ChronoUnit.FOREVER.getDuration();
    }

    /**
     * Takes an order back (取消). The carrier decides: it refuses when the parcel is on its way. A second cancellation of
     * the same waybill ends like the first.
     *
     * @param reason in a few words without personal data, at most 100 characters
     * @throws io.onevisit.core.PlatformUnreachableException when the carrier certainly was not told
     */
    Outcome<Waybill> cancel(Waybill waybill, String reason);

    /** All that the carrier tells of a waybill; without events when it tells nothing yet. */
    Tracking track(Waybill waybill);

    /**
     * Reads what the carrier pushed, after verifying over the raw octets that the carrier sent it to this customer.
     *
     * @throws io.onevisit.core.VerificationFailedException when it is not the carrier's
     * @throws io.onevisit.core.MalformedMessageException when it is no tracking message
     */
    List<Tracking> read(RawMessage push);

    /**
     * Whether {@link #read} proves that the carrier wrote what a push says, and not only that it has to do with the carrier.
     * While it does not, a push by which a parcel is at its end is only a reason to ask {@link #track}.
     */
    default boolean pushesAreAuthentic() {
        return true;
    }

    /** The answer that the carrier wants to {@code push}. It does not tell why something was refused. */
    PushReply reply(RawMessage push, PushReply.Result result);

    /** What a refusal by this carrier means. */
    CarrierReason reason(Refusal refusal);

    /**
     * What the delivery will probably cost.
     *
     * @param grams the weight, 1 to 30,000
     */
    default Money price(DeliveryOrder order, int grams) {
        throw CarrierReason.unsupported(name(), "price");
    }

    /** Whether and when parcels are collected at {@code address}. */
    default PickupTimes pickup(PostalAddress address) {
        throw CarrierReason.unsupported(name(), "pickup");
    }

    /** The carrier's own label (电子面单). */
    default CarrierLabel label(Waybill waybill) {
        throw CarrierReason.unsupported(name(), "label");
    }
}
