package io.onevisit.licence.delivery;

import io.onevisit.core.Outcome;
import io.onevisit.core.Refusal;
import io.onevisit.core.platform.RawMessage;
import java.util.List;
import java.util.Optional;

/** A carrier that does as another, but for what a test overrides. */
class CarrierLikeIt implements Carrier {
    private final Carrier carrier;

    CarrierLikeIt(Carrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public String name() {
        return carrier.name();
    }

    @Override
    public Outcome<Waybill> create(DeliveryOrder order) {
        return carrier.create(order);
    }

    @Override
    public Optional<Outcome<Waybill>> find(DeliveryOrder order) {
        return carrier.find(order);
    }

    @Override
    public Outcome<Waybill> cancel(Waybill waybill, String reason) {
        return carrier.cancel(waybill, reason);
    }

    @Override
    public Tracking track(Waybill waybill) {
        return carrier.track(waybill);
    }

    @Override
    public List<Tracking> read(RawMessage push) {
        return carrier.read(push);
    }

    @Override
    public PushReply reply(RawMessage push, PushReply.Result result) {
        return carrier.reply(push, result);
    }

    @Override
    public CarrierReason reason(Refusal refusal) {
        return carrier.reason(refusal);
    }
}
