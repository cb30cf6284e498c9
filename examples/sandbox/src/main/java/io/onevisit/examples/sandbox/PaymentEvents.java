package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the platform tells departments about their payments. */
final class PaymentEvents {
    private static final String WEBHOOK = "paymentEvent";

    private final Pushes pushes;
    private final Clock clock;

    PaymentEvents(Pushes pushes, Clock clock) {
        this.pushes = pushes;
        this.clock = clock;
    }

    /** Paid, then opened, then paid once more: the push comes three times, once out of order. */
    void paid(ObjectNode order, ObjectNode payment) {
        ObjectNode paid = event("payment.paid", "paid-" + Request.text(payment, "paymentNumber"));
        paid.set("orderNumber", order.get("orderNumber"));
        paid.set("paymentCode", order.get("paymentCode"));
        money(paid, payment);
        paid.set("payee", order.path("bill").path("payee").path("code"));
        ObjectNode opened = event("payment.opened", "opened-" + Request.text(order, "paymentCode"));
        opened.set("orderNumber", order.get("orderNumber"));
        opened.set("paymentCode", order.get("paymentCode"));
        opened.set("at", payment.get("paidAt"));
        tell(order, paid, opened, paid);
    }

    void closed(ObjectNode order) {
        ObjectNode closed = event("payment.closed", "closed-" + Request.text(order, "paymentCode"));
        closed.set("orderNumber", order.get("orderNumber"));
        closed.set("paymentCode", order.get("paymentCode"));
        tell(order, closed.put("at", now()));
    }

    void reversed(ObjectNode order, ObjectNode collection, String reversedAt) {
        ObjectNode reversed = event("payment.reversed", "reversed-" + Request.text(collection, "paymentNumber"));
        reversed.set("orderNumber", order.get("orderNumber"));
        for (String member : List.of("paymentCode", "paymentNumber", "amount")) {
            reversed.set(member, collection.get(member));
        }
        tell(order, reversed.put("at", reversedAt));
    }

    void refunded(ObjectNode order, ObjectNode refund) {
        String state = Request.text(refund, "state");
        ObjectNode refunded = event("payment.refunded", "refund-" + Request.text(refund, "refundNumber") + "-" + state);
        for (String member : List.of("orderNumber", "refundNumber", "paymentNumber", "amount", "state", "at")) {
            refunded.set(member, refund.get(member));
        }
        tell(order, refunded);
    }

    void receipt(ObjectNode order, ObjectNode receipt) {
        ObjectNode issued =
                event("payment.receipt", "receipt-" + Request.text(receipt, "code") + Request.text(receipt, "number"));
        issued.set("orderNumber", order.get("orderNumber"));
        issued.set("receipt", receipt);
        tell(order, issued.put("at", now()));
    }

    /** Money without a payment code, told to {@code department}. */
    void arrived(URI department, ObjectNode payment, String payee, String remark) {
        ObjectNode arrived = event("payment.arrived", "arrived-" + Request.text(payment, "paymentNumber"));
        money(arrived, payment);
        pushes.send(WEBHOOK, department, List.of(arrived.put("payee", payee).put("remark", remark)));
    }

    private static ObjectNode event(String type, String eventId) {
        return Json.object().put("type", type).put("eventId", eventId);
    }

    private static void money(ObjectNode event, ObjectNode payment) {
        for (String member : List.of("paymentNumber", "amount", "paidAt", "channel")) {
            event.set(member, payment.get(member));
        }
    }

    private void tell(ObjectNode order, ObjectNode... events) {
        pushes.send(WEBHOOK, URI.create(Request.text(order, "notifyUri")), List.of(events));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
