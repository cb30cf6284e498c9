package io.onevisit.payment;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is refunded at all (退款规则), decided here before anything is sent.
 *
 * @param channels the limits of channels by the name that the platform gives them: {@code WECHAT}
 * @param others the limits of all other channels
 */
public record RefundRules(Map<String, RefundLimits> channels, RefundLimits others) {
    public RefundRules {
        channels = Map.copyOf(Require.present(channels, "channels"));
        Require.present(others, "others");
    }

    /** The limits of WeChat Pay for every channel: those of Pix for {@code PIX} only. */
    public static RefundRules defaults() {
        return new RefundRules(Map.of("PIX", RefundLimits.pix()), RefundLimits.wechat());
    }

    /** Why {@code request} is refused at this moment; empty when it may be sent. */
    Optional<RefundRefusal> refusal(PaymentOrder order, RefundRequest request, Instant now) {
        Arrival arrival = order.money().arrival(request.paymentNumber());
        if (arrival.state() == ArrivalState.REVERSED) {
            return Optional.of(RefundRefusal.REVERSED);
        }
        if (arrival.state() == ArrivalState.PAYEE_MISMATCH) {
            return Optional.of(RefundRefusal.OTHER_PAYEE);
        }
        if (isOnReceipt(order, arrival) && !isCancelled(order, request)) {
            return Optional.of(RefundRefusal.RECEIPT_ISSUED);
        }
        return overdrawn(order, request, arrival.payment()).or(() -> limited(order, arrival.payment(), now));
    }

    private static boolean isOnReceipt(PaymentOrder order, Arrival arrival) {
        return order.receipt().isPresent() && arrival.state() == ArrivalState.PAYS;
    }

    private static boolean isCancelled(PaymentOrder order, RefundRequest request) {
        return request.redLetter().isPresent() && !request.redLetter().equals(order.receipt());
    }

    private static Optional<RefundRefusal> overdrawn(PaymentOrder order, RefundRequest request, Payment payment) {
        if (!request.amount().currency().equals(payment.amount().currency())
                || request.amount().compareTo(payment.amount()) > 0) {
            return Optional.of(RefundRefusal.REFUND_OVER);
        }
        Money left = order.refundable(payment.number());
        if (!request.available().equals(left)) {
            return Optional.of(RefundRefusal.PRECONDITION);
        }
        return request.amount().compareTo(left) > 0 ? Optional.of(RefundRefusal.REFUND_OVER) : Optional.empty();
    }

    private Optional<RefundRefusal> limited(PaymentOrder order, Payment payment, Instant now) {
        RefundLimits limits = channels.getOrDefault(payment.channel(), others);
        List<Refund> before = order.refunds().stream()
                .filter(refund -> refund.request().paymentNumber().equals(payment.number()))
                .filter(refund -> refund.state() != RefundState.REFUSED)
                .toList();
        if (now.isAfter(payment.paidAt().plus(limits.window()))) {
            return Optional.of(RefundRefusal.REFUND_WINDOW);
        }
        if (before.size() >= limits.parts()) {
            return Optional.of(RefundRefusal.REFUND_COUNT);
        }
        boolean tooSoon =
                before.stream().anyMatch(refund -> now.isBefore(refund.asked().plus(limits.pause())));
        return tooSoon ? Optional.of(RefundRefusal.REFUND_INTERVAL) : Optional.empty();
    }
}
