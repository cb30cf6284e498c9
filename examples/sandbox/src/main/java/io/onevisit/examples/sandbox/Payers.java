package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.sql.Connection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Those who act on payments without having been asked: wallets, the fiscal platform, and people who transfer money
 * without a code. Whatever they do has happened; how good it is for an order is the department's to find out.
 */
final class Payers {
    static final String ARRIVAL = "arrival";

    private static final String WALLET = "wallet";
    private static final String RECEIPT_CODE = "33060126";

    private final Ledger ledger;
    private final PaymentEvents events;
    private final Faults faults;
    private final Clock clock;

    Payers(Ledger ledger, PaymentEvents events, Faults faults, Clock clock) {
        this.ledger = ledger;
        this.events = events;
        this.faults = faults;
        this.clock = clock;
    }

    /**
     * Pays the amount of the bill by a wallet, be the order open, paid, expired or closed. Returns the number of the
     * payment, of the first when a fault makes more of it.
     */
    String pay(String paymentCode, String channel) {
        return ledger.store().inTransaction(transaction -> pay(transaction, paymentCode, channel));
    }

    String pay(Connection transaction, String paymentCode, String channel) {
        ObjectNode order = order(transaction, paymentCode);
        ObjectNode total = Request.object(order.withObject("bill"), "total");
        if (strikes(PaymentFault.F37_ARRIVAL_NO_CODE)) {
            return arrive(transaction, order, total);
        }
        List<String> numbers = amounts(total).stream()
                .map(amount -> book(transaction, paymentCode, amount, channel))
                .toList();
        if (strikes(PaymentFault.F02_DOUBLE_PAY)) {
            book(transaction, paymentCode, total, channel.equals("ALIPAY") ? "WECHAT" : "ALIPAY");
        }
        if (strikes(PaymentFault.F25_REFUND_AFTER_RECEIPT)) {
            String number = paymentCode.substring(paymentCode.length() - 10);
            issueReceipt(transaction, Request.text(order, "orderNumber"), RECEIPT_CODE, number);
        }
        return numbers.get(0);
    }

    private boolean strikes(PaymentFault fault) {
        return faults.strikes(fault, WALLET);
    }

    private ObjectNode order(Connection transaction, String paymentCode) {
        return ledger.find(transaction, PaymentService.CODE, paymentCode)
                .flatMap(entry -> ledger.find(transaction, PaymentService.ORDER, Request.text(entry, "orderNumber")))
                .map(each -> PaymentService.current(each, clock))
                .orElseThrow(Problem::notFound);
    }

    /** What is paid of what is due. */
    private List<ObjectNode> amounts(ObjectNode total) {
        BigDecimal due = PaymentService.amount(total);
        if (strikes(PaymentFault.F11_AMOUNT_DIFF)) {
            return List.of(money(total, due.add(BigDecimal.ONE)));
        }
        if (strikes(PaymentFault.F26_UNIT_MIX)) {
            return List.of(money(total, due.movePointRight(2)));
        }
        if (strikes(PaymentFault.F28_SPLIT_ROUNDING)) {
            ObjectNode part = money(total, due.divide(new BigDecimal(3), due.scale(), RoundingMode.HALF_UP));
            return List.of(part, part, part);
        }
        return List.of(total);
    }

    private static ObjectNode money(ObjectNode total, BigDecimal amount) {
        return total.deepCopy().put("amount", amount.toPlainString());
    }

    private String book(Connection transaction, String paymentCode, ObjectNode amount, String channel) {
        ObjectNode order = order(transaction, paymentCode);
        ObjectNode payment = payment(amount.deepCopy(), "W" + nextNumber(order, paymentCode), channel);
        ledger.update(transaction, PaymentService.ORDER, Request.text(order, "orderNumber"), each -> {
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
    }

    private String arrive(Connection transaction, ObjectNode order, ObjectNode total) {
        String number = "T" + Request.text(order, "paymentCode");
        String payee = order.path("bill").path("payee").path("code").asText();
        URI department = URI.create(Request.text(order, "notifyUri"));
        arrive(transaction, department, payment(total, number, "TRANSFER"), payee, "办证缴费");
        return number;
    }

    private void arrive(Connection transaction, URI department, ObjectNode payment, String payee, String remark) {
        ledger.insert(transaction, ARRIVAL, Request.text(payment, "paymentNumber"), payment);
        events.arrived(department, payment, payee, remark);
    }

    private static String nextNumber(ObjectNode order, String paymentCode) {
        return paymentCode + "-" + (order.withArray("surplus").size() + (order.has("payment") ? 1 : 0));
    }

    /** The fiscal platform issues the receipt of an order. */
    void issueReceipt(String orderNumber, String code, String number) {
        ledger.store().inTransaction(transaction -> {
            issueReceipt(transaction, orderNumber, code, number);
            return true;
        });
    }

    private void issueReceipt(Connection transaction, String orderNumber, String code, String number) {
        ObjectNode receipt = Json.object().put("code", code).put("number", number);
        ledger.update(transaction, PaymentService.ORDER, orderNumber, order -> order.set("receipt", receipt));
        events.receipt(
                ledger.find(transaction, PaymentService.ORDER, orderNumber).orElseThrow(), receipt);
    }

    /** Somebody transfers money to {@code payee} without a code; its bank tells {@code department}. */
    void transfer(URI department, String paymentNumber, String payee, String yuan, String remark) {
        ObjectNode amount = Json.object().put("amount", yuan).put("currency", "CNY");
        ledger.store().inTransaction(transaction -> {
            arrive(transaction, department, payment(amount, paymentNumber, "TRANSFER"), payee, remark);
            return true;
        });
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
