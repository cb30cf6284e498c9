package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Money that goes back: accepted when asked for, at its end a moment later, unless refunds are held. The accounts of an
 * order's payments are in its own entry.
 */
final class RefundService {
    private static final String REFUND = "refund";
    private static final String LATE_FAILURE = "refund-late-failure";
    private static final Duration WINDOW = Duration.ofDays(365);
    private static final Duration LATE = Duration.ofDays(3);

    private final Ledger ledger;
    private final PaymentEvents events;
    private final Faults faults;
    private final Clock clock;
    private final AtomicBoolean held = new AtomicBoolean();

    RefundService(Ledger ledger, PaymentEvents events, Faults faults, Clock clock) {
        this.ledger = ledger;
        this.events = events;
        this.faults = faults;
        this.clock = clock;
    }

    Map<String, Service> services() {
        return Map.of("/v1/payments/refunds", this::refund, "/v1/payments/refunds/query", this::query);
    }

    /** Leaves refunds accepted from now on, until {@link #end}. */
    void hold() {
        held.set(true);
    }

    private Answer refund(Connection transaction, Request request) {
        ObjectNode order = ledger.find(transaction, PaymentService.ORDER, request.text("orderNumber"))
                .orElseThrow(Problem::notFound);
        requireRefundable(order, request);
        ObjectNode refund = Json.object();
        for (String member : List.of("refundNumber", "orderNumber", "paymentNumber", "amount")) {
            refund.set(member, request.body().get(member));
        }
        refund.put("state", "ACCEPTED").put("at", now());
        if (!ledger.insert(transaction, REFUND, request.text("refundNumber"), refund)) {
            throw Problem.of(409, "conflict", "This refund number was used before");
        }
        keep(transaction, refund);
        if (faults.strikes(PaymentFault.F23_REFUND_LATE_FAIL, REFUND)) {
            String at = clock.instant().plus(LATE).toString();
            ledger.insert(
                    transaction,
                    LATE_FAILURE,
                    request.text("refundNumber"),
                    Json.object().put("at", at));
        } else if (!held.get()) {
            end(transaction, request.text("refundNumber"), true);
        }
        return Answer.ok(refund);
    }

    private void requireRefundable(ObjectNode order, Request request) {
        ObjectNode payment = payment(order, request.text("paymentNumber"));
        BigDecimal amount = PaymentService.amount(request.object("amount"));
        BigDecimal available = available(order, payment);
        if (amount.signum() <= 0
                || amount.compareTo(available) > 0
                || faults.strikes(PaymentFault.F20_REFUND_OVER, REFUND)) {
            throw Problem.refused("REFUND_OVER", "More would be given back than was paid");
        }
        if (PaymentService.amount(request.object("available")).compareTo(available) != 0
                || faults.strikes(PaymentFault.F21_REFUND_RACE, REFUND)) {
            throw Problem.refused("PRECONDITION", "Not what is left of the payment");
        }
        if (Instant.parse(Request.text(payment, "paidAt")).plus(WINDOW).isBefore(clock.instant())
                || faults.strikes(PaymentFault.F24_REFUND_WINDOW, REFUND)) {
            throw Problem.refused("REFUND_WINDOW", "The channel does not give back any more");
        }
        boolean onReceipt = order.has("receipt") && payment.equals(order.get("payment"));
        if (onReceipt && !request.body().has("redLetter")) {
            throw Problem.refused("RECEIPT_ISSUED", "A receipt stands");
        }
    }

    private static ObjectNode payment(ObjectNode order, String number) {
        return payments(order).stream()
                .filter(payment -> Request.text(payment, "paymentNumber").equals(number))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** All that was paid for an order. */
    static List<ObjectNode> payments(ObjectNode order) {
        List<ObjectNode> payments = new ArrayList<>();
        if (order.get("payment") instanceof ObjectNode payment) {
            payments.add(payment);
        }
        order.withArray("surplus").forEach(each -> payments.add((ObjectNode) each));
        return payments;
    }

    /** What was asked back of one payment of the order. */
    static Stream<ObjectNode> refunds(ObjectNode order, ObjectNode payment) {
        return StreamSupport.stream(order.withObject("refunds").spliterator(), false)
                .filter(refund -> refund.path("paymentNumber").equals(payment.get("paymentNumber")))
                .map(ObjectNode.class::cast);
    }

    /** True when something of the payment is given back, or may be. */
    static boolean isRefunded(ObjectNode order, ObjectNode payment) {
        return available(order, payment).compareTo(PaymentService.amount(payment.path("amount"))) < 0;
    }

    private static BigDecimal available(ObjectNode order, ObjectNode payment) {
        return refunds(order, payment)
                .filter(refund -> !Request.text(refund, "state").equals("FAILED"))
                .map(refund -> PaymentService.amount(refund.path("amount")))
                .reduce(PaymentService.amount(payment.path("amount")), BigDecimal::subtract);
    }

    /** A held refund ends: the money is paid out, or comes back. */
    void end(String refundNumber, boolean paidOut) {
        ledger.store().inTransaction(transaction -> {
            end(transaction, refundNumber, paidOut);
            return true;
        });
    }

    private void end(Connection transaction, String refundNumber, boolean paidOut) {
        ledger.update(transaction, REFUND, refundNumber, refund -> {
            refund.put("state", paidOut ? "DONE" : "FAILED").put("at", now());
            return refund;
        });
        ObjectNode refund = ledger.find(transaction, REFUND, refundNumber).orElseThrow();
        keep(transaction, refund);
        events.refunded(
                ledger.find(transaction, PaymentService.ORDER, Request.text(refund, "orderNumber"))
                        .orElseThrow(),
                refund);
    }

    /** In the order's entry, where the payments are. */
    private void keep(Connection transaction, ObjectNode refund) {
        ledger.update(transaction, PaymentService.ORDER, Request.text(refund, "orderNumber"), order -> {
            order.withObject("refunds").set(Request.text(refund, "refundNumber"), refund);
            return order;
        });
    }

    private Answer query(Connection transaction, Request request) {
        String number = request.text("refundNumber");
        ObjectNode refund = ledger.find(transaction, REFUND, number).orElseThrow(Problem::notFound);
        if (Request.text(refund, "state").equals("ACCEPTED") && hasFailed(transaction, number)) {
            end(transaction, number, false);
            refund = ledger.find(transaction, REFUND, number).orElseThrow();
        }
        return Answer.ok(refund);
    }

    private boolean hasFailed(Connection transaction, String refundNumber) {
        return ledger.find(transaction, LATE_FAILURE, refundNumber)
                .filter(late -> !Instant.parse(Request.text(late, "at")).isAfter(clock.instant()))
                .isPresent();
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
