package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The collecting banks' side of the payment exchange: look up a code, collect for it, reverse within the day, ask what
 * became of either. What a bank has collected or reversed is its own; no other bank sees it.
 */
final class OutletService {
    static final String COLLECTION = "collection";
    private static final String LOOKED_UP = "looked-up";
    private static final String REVERSAL = "reversal";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Ledger ledger;
    private final PaymentService payments;
    private final Faults faults;
    private final Clock clock;

    /** Collections for the orders of {@code payments}. */
    OutletService(Ledger ledger, PaymentService payments, Faults faults, Clock clock) {
        this.ledger = ledger;
        this.payments = payments;
        this.faults = faults;
        this.clock = clock;
    }

    Map<String, Service> services() {
        return Map.of(
                "/v1/outlet/bills/lookup", this::lookUp,
                "/v1/outlet/collections", this::collect,
                "/v1/outlet/collections/query", this::queryCollection,
                "/v1/outlet/reversals", this::reverse,
                "/v1/outlet/reversals/query", this::queryReversal);
    }

    private Answer lookUp(Connection transaction, Request request) {
        ObjectNode order = payments.byCode(transaction, request.text("paymentCode"));
        if (order.has("checkCode")
                && !order.get("checkCode").equals(request.body().get("checkCode"))) {
            throw Problem.refused("11002", "The check code is wrong");
        }
        ledger.insert(transaction, LOOKED_UP, own(request, "paymentCode"), Json.object());
        ObjectNode answer = Json.object();
        answer.put("paymentCode", request.text("paymentCode"));
        ObjectNode payee = Request.object(order.withObject("bill"), "payee");
        if (faults.strikes(PaymentFault.F12_PAYEE_DIFF, LOOKED_UP)) {
            payee.put("code", Organisation.REAL_ESTATE_REGISTRY.code());
        }
        answer.set("payee", payee);
        answer.set("total", order.path("bill").path("total"));
        answer.put("state", Request.text(order, "state"));
        answer.put("expires", Request.text(order, "expires"));
        return Answer.ok(answer);
    }

    private Answer collect(Connection transaction, Request request) {
        requireOwnCode(request);
        ObjectNode order = payments.byCode(transaction, request.text("paymentCode"));
        requireSeen(transaction, request);
        requirePayable(order);
        if (!order.path("bill").path("total").equals(request.body().get("amount"))) {
            throw Problem.refused("12004", "The amount is not that of the bill");
        }
        ObjectNode collection = collection(request);
        if (!ledger.insert(transaction, COLLECTION, own(request, "bankSerial"), collection)) {
            throw Problem.of(409, "conflict", "This serial was used before");
        }
        payments.pay(transaction, order, payment(collection));
        return Answer.ok(receipt(collection));
    }

    /** A bank collects in its own name only. */
    private static void requireOwnCode(Request request) {
        if (request.body().has("bank")
                && !Role.ofKeyId(request.sender()).organisation().code().equals(request.text("bank"))) {
            throw Problem.refused("11006", "This bank may not take it");
        }
    }

    /** A signed code that was scanned stands for itself; what was looked up must have been asked for here. */
    private void requireSeen(Connection transaction, Request request) {
        if (request.text("seen").equals("LOOKED_UP")
                && ledger.find(transaction, LOOKED_UP, own(request, "paymentCode"))
                        .isEmpty()) {
            throw Problem.refused("12005", "It was not looked up before");
        }
    }

    private static void requirePayable(ObjectNode order) {
        switch (Request.text(order, "state")) {
            case "OPEN" -> {}
            case "PAID" -> throw Problem.refused("12001", "This code has been paid");
            case "EXPIRED" -> throw Problem.refused("11003", "This code has expired");
            default -> throw Problem.refused("11004", "This code is void");
        }
    }

    private Answer queryCollection(Connection transaction, Request request) {
        return Answer.ok(receipt(
                ledger.find(transaction, COLLECTION, own(request, "bankSerial")).orElseThrow(Problem::notFound)));
    }

    private Answer reverse(Connection transaction, Request request) {
        ObjectNode collection = ledger.find(transaction, COLLECTION, own(request, "bankSerial"))
                .orElseThrow(() -> Problem.refused("NOT_COLLECTED", "This bank has not collected it"));
        requireReversible(collection, request);
        ObjectNode order = payments.byCode(transaction, Request.text(collection, "paymentCode"));
        if (order.has("receipt")) {
            throw Problem.refused("RECEIPT_ISSUED", "A fiscal receipt has been issued");
        }
        if (RefundService.isRefunded(order, collection)) {
            throw Problem.refused("REFUNDED", "It was given back, or a part of it");
        }
        ObjectNode reversal = Json.object();
        reversal.set("paymentNumber", collection.get("paymentNumber"));
        reversal.put("reversedAt", now());
        if (!ledger.insert(transaction, REVERSAL, own(request, "reversalSerial"), reversal)) {
            throw Problem.of(409, "conflict", "This serial was used before");
        }
        ledger.update(transaction, COLLECTION, own(request, "bankSerial"), reversed -> reversed.put("reversed", true));
        payments.reverse(transaction, order, collection, Request.text(reversal, "reversedAt"));
        return Answer.ok(reversal);
    }

    private void requireReversible(ObjectNode collection, Request request) {
        if (collection.has("reversed")) {
            throw Problem.refused("REVERSED", "This collection is reversed already");
        }
        if (!collection.get("amount").equals(request.object("amount"))) {
            throw Problem.refused("12004", "The amount is not what was collected");
        }
        Instant reversedAt = PaymentService.instant(request.text("reversedAt"));
        Instant collectedAt = PaymentService.instant(Request.text(collection, "collectedAt"));
        if (!day(collectedAt).equals(day(reversedAt)) || !day(collectedAt).equals(day(clock.instant()))) {
            throw Problem.refused("DAY_CUT", "The day of the collection is over");
        }
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZONE);
    }

    private Answer queryReversal(Connection transaction, Request request) {
        return Answer.ok(ledger.find(transaction, REVERSAL, own(request, "reversalSerial"))
                .orElseThrow(Problem::notFound));
    }

    private static String own(Request request, String member) {
        return request.sender() + " " + request.text(member);
    }

    private ObjectNode collection(Request request) {
        ObjectNode collection = Json.object();
        collection.put("bankSerial", request.text("bankSerial"));
        collection.put("paymentCode", request.text("paymentCode"));
        collection.set("amount", request.object("amount"));
        collection.put("paymentNumber", "P-" + request.sender() + "-" + request.text("bankSerial"));
        collection.put("receivedAt", now());
        collection.put(
                "collectedAt",
                PaymentService.instant(request.text("collectedAt")).toString());
        return collection;
    }

    private static ObjectNode payment(ObjectNode collection) {
        ObjectNode payment = Json.object();
        payment.set("paymentNumber", collection.get("paymentNumber"));
        payment.set("amount", collection.get("amount"));
        payment.set("paidAt", collection.get("collectedAt"));
        payment.put("channel", "OUTLET");
        payment.set("receivedAt", collection.get("receivedAt"));
        return payment;
    }

    private static ObjectNode receipt(ObjectNode collection) {
        ObjectNode receipt = collection.deepCopy();
        receipt.remove("collectedAt");
        receipt.remove("reversed");
        return receipt;
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
