package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The collecting banks' side of the payment exchange: look up a code, collect for it, ask what became of it. */
final class OutletService {
    private static final String COLLECTION = "collection";

    private final Ledger ledger;
    private final PaymentService payments;
    private final Clock clock;

    /** Collections for the orders of {@code payments}. */
    OutletService(Ledger ledger, PaymentService payments, Clock clock) {
        this.ledger = ledger;
        this.payments = payments;
        this.clock = clock;
    }

    Map<String, Service> services() {
        return Map.of(
                "/v1/outlet/bills/lookup", this::lookUp,
                "/v1/outlet/collections", this::collect,
                "/v1/outlet/collections/query", this::queryCollection);
    }

    private Answer lookUp(Connection transaction, Request request) {
        ObjectNode order = payments.byCode(transaction, request.text("paymentCode"));
        ObjectNode answer = Json.object();
        answer.put("paymentCode", request.text("paymentCode"));
        answer.set("payee", order.path("bill").path("payee"));
        answer.set("total", order.path("bill").path("total"));
        answer.put("state", Request.text(order, "state"));
        answer.put("expires", Request.text(order, "expires"));
        return Answer.ok(answer);
    }

    private Answer collect(Connection transaction, Request request) {
        ObjectNode order = payments.byCode(transaction, request.text("paymentCode"));
        if (Request.text(order, "state").equals("PAID")) {
            throw Problem.refused("12001", "This code has been paid");
        }
        if (Request.text(order, "state").equals("EXPIRED")) {
            throw Problem.refused("11003", "This code has expired");
        }
        if (Request.text(order, "state").equals("CLOSED")) {
            throw Problem.refused("11004", "This code is void");
        }
        if (!order.path("bill").path("total").equals(request.body().get("amount"))) {
            throw Problem.refused("12004", "The amount is not that of the bill");
        }
        ObjectNode payment = payment(request);
        ledger.insert(transaction, COLLECTION, request.text("bankSerial"), payment);
        payments.pay(transaction, order, payment);
        return Answer.ok(receipt(payment));
    }

    private Answer queryCollection(Connection transaction, Request request) {
        return Answer.ok(receipt(
                ledger.find(transaction, COLLECTION, request.text("bankSerial")).orElseThrow(Problem::notFound)));
    }

    private ObjectNode payment(Request request) {
        ObjectNode payment = Json.object();
        payment.put("paymentNumber", "P" + request.text("bankSerial"));
        payment.set("amount", request.object("amount"));
        payment.put(
                "paidAt", PaymentService.instant(request.text("collectedAt")).toString());
        payment.put("channel", "OUTLET");
        payment.put(
                "receivedAt", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return payment;
    }

    private static ObjectNode receipt(ObjectNode payment) {
        ObjectNode answer = Json.object();
        answer.set("paymentNumber", payment.get("paymentNumber"));
        answer.set("receivedAt", payment.get("receivedAt"));
        return answer;
    }
}
