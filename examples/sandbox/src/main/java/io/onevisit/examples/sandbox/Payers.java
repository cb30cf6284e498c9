package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Those who act on payments without having been asked: wallets, the fiscal platform, and people who transfer money
 * without a code. Whatever they do has happened; how good it is for an order is the department's to find out.
 */
final class Payers {
    private final Ledger ledger;
    private final PaymentEvents events;
    private final Clock clock;

    Payers(Ledger ledger, PaymentEvents events, Clock clock) {
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /** Pays the amount of the bill by a wallet, be the order open, paid, expired or closed. Returns the payment number. */
    String pay(String paymentCode, String channel) {
        return ledger.store().inTransaction(transaction -> {
            String number = Request.text(
                    ledger.find(transaction, PaymentService.CODE, paymentCode).orElseThrow(Problem::notFound),
                    "orderNumber");
            ObjectNode order = ledger.find(transaction, PaymentService.ORDER, number)
                    .map(each -> PaymentService.current(each, clock))
                    .orElseThrow(Problem::notFound);
            ObjectNode payment =
                    payment(order.path("bill").path("total").deepCopy(), "W" + nextNumber(order, paymentCode), channel);
            ledger.update(transaction, PaymentService.ORDER, number, each -> {
                if (Request.text(order, "state").equals("OPEN")) {
                    each.put("state", "PAID");
                }
                if (each.has("payment")) {
                    each.withArray("surplus").add(payment);
                    return each;
                }
                return each.set("payment", payment);
            });
            events.paid(order, payment);
            return Request.text(payment, "paymentNumber");
        });
    }

    private static String nextNumber(ObjectNode order, String paymentCode) {
        return paymentCode + "-" + (order.withArray("surplus").size() + (order.has("payment") ? 1 : 0));
    }

    /** The fiscal platform issues the receipt of an order. */
    void issueReceipt(String orderNumber, String code, String number) {
        ledger.store().inTransaction(transaction -> {
            ObjectNode receipt = Json.object().put("code", code).put("number", number);
            ledger.update(transaction, PaymentService.ORDER, orderNumber, order -> order.set("receipt", receipt));
            events.receipt(
                    ledger.find(transaction, PaymentService.ORDER, orderNumber).orElseThrow(), receipt);
            return true;
        });
    }

    /** Somebody transfers money to {@code payee} without a code; its bank tells {@code department}. */
    void transfer(URI department, String paymentNumber, String payee, String yuan, String remark) {
        ObjectNode amount = Json.object().put("amount", yuan).put("currency", "CNY");
        events.arrived(department, payment(amount, paymentNumber, "TRANSFER"), payee, remark);
    }

    private ObjectNode payment(JsonNode amount, String number, String channel) {
        ObjectNode payment = Json.object().put("paymentNumber", number);
        payment.set("amount", amount);
        return payment.put("paidAt", now()).put("channel", channel).put("receivedAt", now());
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
