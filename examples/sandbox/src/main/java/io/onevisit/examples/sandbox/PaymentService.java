package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
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
    private static final String ORDER = "order";
    private static final String CODE = "payment-code";
    private static final DateTimeFormatter YEAR =
            DateTimeFormatter.ofPattern("yy").withZone(ZoneId.of("Asia/Shanghai"));

    private final Ledger ledger;
    private final Pushes pushes;
    private final Clock clock;
    private final String region;
    private final AtomicLong sequence;

    /**
     * A payment exchange.
     *
     * @param region six digits that its payment codes begin with
     */
    PaymentService(Ledger ledger, Pushes pushes, Clock clock, String region) {
        this.ledger = ledger;
        this.pushes = pushes;
        this.clock = clock;
        this.region = region;
        this.sequence = new AtomicLong(clock.millis() % 10_000_000_000L);
    }

    Map<String, Service> services() {
        return Map.of(
                "/v1/payments/orders", this::order,
                "/v1/payments/orders/query", this::queryOrder);
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
        return Answer.ok(forDepartment(current(
                ledger.find(transaction, ORDER, request.text("orderNumber")).orElseThrow(Problem::notFound))));
    }

    /** The order is paid: its department will be told. */
    void pay(Connection transaction, ObjectNode order, ObjectNode payment) {
        ledger.update(transaction, ORDER, Request.text(order, "orderNumber"), open -> {
            open.put("state", "PAID");
            open.set("payment", payment);
            return open;
        });
        tellDepartment(order, payment);
    }

    /** Paid, then opened, then paid once more: the push comes three times, once out of order. */
    private void tellDepartment(ObjectNode order, ObjectNode payment) {
        ObjectNode paid = event("payment.paid", "paid-", order);
        paid.set("paymentNumber", payment.get("paymentNumber"));
        paid.set("amount", payment.get("amount"));
        paid.set("payee", order.path("bill").path("payee").path("code"));
        paid.set("paidAt", payment.get("paidAt"));
        paid.set("channel", payment.get("channel"));
        ObjectNode opened = event("payment.opened", "opened-", order);
        opened.set("at", payment.get("paidAt"));
        pushes.send("paymentEvent", URI.create(Request.text(order, "notifyUri")), List.of(paid, opened, paid));
    }

    private static ObjectNode event(String type, String prefix, ObjectNode order) {
        ObjectNode event = Json.object();
        event.put("type", type);
        event.put("eventId", prefix + Request.text(order, "paymentCode"));
        event.set("orderNumber", order.get("orderNumber"));
        event.set("paymentCode", order.get("paymentCode"));
        return event;
    }

    /** The order that a payment code is for, as it stands now. */
    ObjectNode byCode(Connection transaction, String code) {
        ObjectNode entry = ledger.find(transaction, CODE, code)
                .orElseThrow(() -> Problem.refused("11001", "There is no such payment code"));
        return current(ledger.find(transaction, ORDER, Request.text(entry, "orderNumber"))
                .orElseThrow(Problem::notFound));
    }

    private ObjectNode current(ObjectNode order) {
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

    private static BigDecimal amount(JsonNode money) {
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
