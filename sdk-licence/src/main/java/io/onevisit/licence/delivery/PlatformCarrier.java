package io.onevisit.licence.delivery;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platform as a broker of carriers, by its delivery service (寄递服务). Immutable and thread-safe. */
public final class PlatformCarrier implements Carrier {
    private static final String CREATE = "delivery.create";
    private static final String CANCEL = "delivery.cancel";
    private static final String QUERY = "delivery.query";
    private static final String NOT_FOUND = "not-found";

    private static final Map<String, CarrierReason> REASONS = Map.of(
            CarrierReason.UNSUPPORTED.name(),
            CarrierReason.UNSUPPORTED,
            NOT_FOUND,
            CarrierReason.NOT_FOUND,
            "bad-request",
            CarrierReason.CONTENT,
            "conflict",
            CarrierReason.CONTENT,
            "not-permitted",
            CarrierReason.NOT_PERMITTED,
            "OUT_OF_AREA",
            CarrierReason.OUT_OF_AREA,
            "CANCEL_REFUSED",
            CarrierReason.TOO_LATE);

    private final Platform platform;
    private final URI address;

    /**
     * The delivery service of {@code platform}.
     *
     * @param address where this system receives what the platform pushes, as it told the platform
     */
    public PlatformCarrier(Platform platform, URI address) {
        this.platform = Require.present(platform, "platform");
        this.address = Require.present(address, "address");
    }

    @Override
    public String name() {
        return "platform";
    }

    @Override
    public Outcome<Waybill> create(DeliveryOrder order) {
        return write(Call.write(CREATE, "/v1/deliveries", DeliveryJson.write(order), order.orderNumber()));
    }

    @Override
    public Optional<Outcome<Waybill>> find(DeliveryOrder order) {
        return query(order.orderNumber())
                .map(found -> new Outcome.Done<>(new Waybill(order.orderNumber(), found.waybillNumber())));
    }

    @Override
    public Outcome<Waybill> cancel(Waybill waybill, String reason) {
        Require.text(reason, "reason", 100);
        String key = waybill.orderNumber();
        return write(Call.write(CANCEL, "/v1/deliveries/cancel", DeliveryJson.cancellation(key, reason), key));
    }

    private Outcome<Waybill> write(Call call) {
        String orderNumber = Require.present(call.idempotencyKey(), "order number");
        Outcome<Reply> outcome = platform.write(call);
        try {
            return outcome.map(reply -> {
                Waybill waybill = DeliveryJson.created(reply.body());
                requireOrder(waybill.orderNumber(), orderNumber);
                return waybill;
            });
        } catch (MalformedMessageException e) {
            return new Outcome.Unknown<>(new Pending(call.service(), orderNumber, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Tracking track(Waybill waybill) {
        return query(waybill.orderNumber())
                .orElseThrow(() -> new PlatformRefusedException(QUERY, CarrierReason.NOT_FOUND.refusal(NOT_FOUND)));
    }

    private Optional<Tracking> query(String orderNumber) {
        DeliveryOrder.requireOrderNumber(orderNumber);
        try {
            Reply reply = platform.read(Call.read(QUERY, "/v1/deliveries/query", DeliveryJson.question(orderNumber)));
            Tracking tracking = DeliveryJson.tracking(reply.body());
            requireOrder(String.valueOf(tracking.orderNumber()), orderNumber);
            return Optional.of(tracking);
        } catch (PlatformRefusedException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<Tracking> read(RawMessage push) {
        return List.of(
                DeliveryJson.push(platform.receive(address, push).orThrow().body()));
    }

    @Override
    public PushReply reply(RawMessage push, PushReply.Result result) {
        return switch (result) {
            case TAKEN -> PushReply.plain(200);
            case REFUSED -> PushReply.plain(400);
            case AGAIN -> PushReply.plain(503);
        };
    }

    @Override
    public CarrierReason reason(Refusal refusal) {
        return REASONS.getOrDefault(refusal.code(), CarrierReason.UNKNOWN);
    }

    private static void requireOrder(String told, String asked) {
        if (!told.equals(asked)) {
            throw new MalformedMessageException("delivery reply", "is about another order than was asked for");
        }
    }
}
