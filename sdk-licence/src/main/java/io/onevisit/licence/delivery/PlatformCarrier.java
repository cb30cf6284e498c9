package io.onevisit.licence.delivery;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.Reply;
import java.util.Optional;

/** The platform as a broker of carriers, by its delivery service (寄递服务). Immutable and thread-safe. */
public final class PlatformCarrier implements Carrier {
    private static final String CREATE = "delivery.create";
    private static final String QUERY = "delivery.query";
    private static final String NOT_FOUND = "not-found";

    private final Platform platform;

    /** The delivery service of {@code platform}. */
    public PlatformCarrier(Platform platform) {
        this.platform = Require.present(platform, "platform");
    }

    @Override
    public Outcome<Waybill> create(DeliveryOrder order) {
        Call call = Call.write(CREATE, "/v1/deliveries", DeliveryJson.write(order), order.orderNumber());
        Outcome<Reply> outcome = platform.write(call);
        try {
            return outcome.map(reply -> ofOrder(DeliveryJson.created(reply.body()), order.orderNumber()));
        } catch (MalformedMessageException e) {
            return new Outcome.Unknown<>(new Pending(CREATE, order.orderNumber(), String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Optional<Tracking> query(String orderNumber) {
        DeliveryOrder.requireOrderNumber(orderNumber);
        try {
            Reply reply = platform.read(Call.read(QUERY, "/v1/deliveries/query", DeliveryJson.question(orderNumber)));
            Tracking tracking = DeliveryJson.tracking(reply.body());
            ofOrder(tracking.waybill(), orderNumber);
            return Optional.of(tracking);
        } catch (PlatformRefusedException e) {
            if (e.refusal().code().equals(NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Tracking read(Inbound push) {
        return DeliveryJson.push(Require.present(push, "push").body());
    }

    private static Waybill ofOrder(Waybill waybill, String orderNumber) {
        if (!waybill.orderNumber().equals(orderNumber)) {
            throw new MalformedMessageException("delivery reply", "is about another order than was asked for");
        }
        return waybill;
    }
}
