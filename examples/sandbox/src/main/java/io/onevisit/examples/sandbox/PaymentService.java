package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The payment exchange between departments and banks: one code, one payment. */
final class PaymentService {
    static final String ORDER = "order";
    static final String CODE = "payment-code";
    private static final DateTimeFormatter YEAR =
            DateTimeFormatter.ofPattern("yy").withZone(ZoneId.of("Asia/Shanghai"));

    private final Ledger ledger;
    private final PaymentEvents events;
    private final Payers payers;
    private final Faults faults;
    private final Clock clock;
    private final String region;
    private final AtomicLong sequence;

    /**
     * A payment exchange.
     *
     * @param region six digits that its payment codes begin with
     */
    PaymentService(Ledger ledger, PaymentEvents events, Payers payers, Faults faults, Clock clock, String region) {
        this.ledger = ledger;
        this.events = events;
        this.payers = payers;
        this.faults = faults;
        this.clock = clock;
        this.region = region;
        this.sequence = new AtomicLong(clock.millis() % 10_000_000_000L);
    }

    Map<String, Service> services() {
        return Map.of(
                "/v1/payments/orders", this::order,
                "/v1/payments/orders/query", this::queryOrder,
                "/v1/payments/orders/close", this::close);
    }

    private Answer order(Connection transaction, Request request) {
        ObjectNode bill = request.object("bill");
        requireSum(bill);
        ObjectNode order = Json.object();
        order.put("orderNumber", request.text("orderNumber"));
        order.put("paymentCode", nextCode());
        order.put("state", "OPEN");
        order.put("expires", instant(request.text("expires")).toString());
        order.put("notifyUri", request.text("notifyUri"));
        order.set("bill", bill);
        if (!ledger.insert(transaction, ORDER, request.text("orderNumber"), order)) {
            throw Problem.of(409, "conflict", "This order number was used before");
        }
        ledger.insert(
                transaction,
                CODE,
                Request.text(order, "paymentCode"),
                Json.object().put("orderNumber", request.text("orderNumber")));
        return Answer.ok(forDepartment(order));
    }

    private Answer queryOrder(Connection transaction, Request request) {
        ObjectNode order = current(
                ledger.find(transaction, ORDER, request.text("orderNumber")).orElseThrow(Problem::notFound));
        if (order.has("payment") && faults.strikes(PaymentFault.F39_QUERY_STALE, ORDER)) {
            order.remove("payment");
            order.put("state", "OPEN");
        }
        return Answer.ok(forDepartment(order));
    }

    private Answer close(Connection transaction, Request request) {
        String number = request.text("orderNumber");
        ObjectNode order = current(ledger.find(transaction, ORDER, number).orElseThrow(Problem::notFound));
        if (Request.text(order, "state").equals("PAID")) {
            throw Problem.refused("PAID", "The order was paid");
        }
        if (Request.text(order, "state").equals("OPEN")) {
            if (faults.strikes(PaymentFault.F04_NEW_CODE_OLD_OPEN, ORDER)) {
                throw Problem.refused("NOT_CLOSED", "The order cannot be closed now");
            }
            ledger.update(transaction, ORDER, number, open -> open.put("state", "CLOSED"));
            order.put("state", "CLOSED");
            events.closed(order);
            if (faults.strikes(PaymentFault.F03_PAY_AFTER_CLOSE, ORDER)) {
                payers.pay(transaction, Request.text(order, "paymentCode"), "WECHAT");
            }
        }
        return Answer.ok(forDepartment(order));
    }

    /** The order is paid: its department will be told. */
    void pay(Connection transaction, ObjectNode order, ObjectNode payment) {
        ledger.update(transaction, ORDER, Request.text(order, "orderNumber"), open -> {
            open.put("state", "PAID");
            open.set("payment", payment);
            return open;
        });
        events.paid(order, payment);
    }

    /** The payment of the order was reversed: it can be paid anew, and its department will be told. */
    void reverse(Connection transaction, ObjectNode order, ObjectNode collection, String reversedAt) {
        ledger.update(transaction, ORDER, Request.text(order, "orderNumber"), paid -> {
            paid.put("state", "OPEN");
            paid.remove("payment");
            return paid;
        });
        events.reversed(order, collection, reversedAt);
    }

    /** The order that a payment code is for, as it stands now. */
    ObjectNode byCode(Connection transaction, String code) {
        ObjectNode entry = ledger.find(transaction, CODE, code)
                .orElseThrow(() -> Problem.refused("11001", "There is no such payment code"));
        return current(ledger.find(transaction, ORDER, Request.text(entry, "orderNumber"))
                .orElseThrow(Problem::notFound));
    }

    private ObjectNode current(ObjectNode order) {
        return current(order, clock);
    }

    static ObjectNode current(ObjectNode order, Clock clock) {
        boolean open = Request.text(order, "state").equals("OPEN");
        if (open && instant(Request.text(order, "expires")).isBefore(clock.instant())) {
            order.put("state", "EXPIRED");
        }
        return order;
    }

    private static ObjectNode forDepartment(ObjectNode order) {
        ObjectNode answer = Json.object();
        for (String member : List.of("orderNumber", "paymentCode", "state", "expires")) {
            answer.set(member, order.get(member));
        }
        if (order.get("payment") instanceof ObjectNode payment) {
            answer.set("payment", payment.deepCopy().without("receivedAt"));
        }
        return answer;
    }

    private String nextCode() {
        return region + YEAR.format(clock.instant()) + "30" + String.format("%010d", sequence.incrementAndGet());
    }

    private static void requireSum(ObjectNode bill) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode item : bill.withArray("items")) {
            sum = sum.add(amount(item.path("unitPrice"))
                    .multiply(new BigDecimal(item.path("quantity").asText("0"))));
        }
        if (sum.signum() <= 0 || sum.compareTo(amount(bill.path("total"))) != 0) {
            throw Problem.refused("15001", "The items do not sum to the total");
        }
    }

    static BigDecimal amount(JsonNode money) {
        try {
            return new BigDecimal(money.path("amount").asText());
        } catch (NumberFormatException e) {
            throw Problem.badRequest("An amount must be decimal text");
        }
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.badRequest("A time must be ISO 8601 in UTC");
        }
    }
}
