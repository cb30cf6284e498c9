package io.onevisit.payment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.util.List;
import java.util.Optional;

/** Bills, orders, payments and refunds as JSON objects, the same on the wire and in the state store. */
final class PaymentJson {
    private PaymentJson() {}

    static Bytes octets(ObjectNode object) {
        return Bytes.of(StrictJson.write(object));
    }

    static PaymentOrder order(Members order) {
        return order.checked(() -> new PaymentOrder(
                bill(order.object("bill")),
                order.instant("expires"),
                order.value("state", PaymentState::valueOf),
                registration(order.object("platform")),
                money(order.object("money"))));
    }

    private static Registration registration(Members platform) {
        return new Registration(
                platform.optionalValue("paymentCode", PaymentCode::new).orElse(null),
                platform.optionalValue("checkCode", CheckCode::new).orElse(null),
                platform.truth("over"),
                Math.toIntExact(platform.integer("closings", 0, Integer.MAX_VALUE)),
                Math.toIntExact(platform.integer("doubts", 0, Integer.MAX_VALUE)),
                platform.optionalValue("replacedBy", BillNumber::new).orElse(null));
    }

    private static OrderMoney money(Members money) {
        return new OrderMoney(
                money.objects("arrivals", PaymentJson::arrival),
                money.objects("refunds", PaymentJson::refund),
                money.optionalObject("receipt").map(PaymentJson::receipt).orElse(null),
                reversedReceipts(money),
                money.texts("reversedAhead"));
    }

    /** An order that was stored before they were kept has none. */
    private static List<FiscalReceipt> reversedReceipts(Members money) {
        return money.object().has("reversedReceipts")
                ? money.objects("reversedReceipts", PaymentJson::receipt)
                : List.of();
    }

    static PaymentNotice notice(Members notice) {
        return new PaymentNotice(
                notice.optionalValue("paymentCode", PaymentCode::new).orElse(null),
                notice.value("payee", CreditCode::parse),
                payment(notice));
    }

    static Payment payment(Members payment) {
        return payment.checked(() -> new Payment(
                payment.text("paymentNumber"),
                payment.money("amount"),
                payment.instant("paidAt"),
                payment.text("channel")));
    }

    private static Arrival arrival(Members arrival) {
        return new Arrival(
                payment(arrival),
                arrival.value("payee", CreditCode::parse),
                arrival.value("state", ArrivalState::valueOf),
                decision(arrival).orElse(null));
    }

    static UnmatchedArrival unmatched(Members arrival) {
        return new UnmatchedArrival(
                payment(arrival),
                arrival.value("payee", CreditCode::parse),
                arrival.optionalValue("paymentCode", PaymentCode::new).orElse(null),
                arrival.optionalText("remark").orElse(null),
                arrival.optionalValue("claimedFor", BillNumber::new).orElse(null),
                decision(arrival).orElse(null));
    }

    private static Optional<OperatorDecision> decision(Members arrival) {
        return arrival.optionalObject("decision")
                .map(decision -> new OperatorDecision(
                        new ByHand(decision.text("operator"), decision.text("reason")), decision.instant("at")));
    }

    private static Refund refund(Members refund) {
        return new Refund(refundRequest(refund), refund.value("state", RefundState::valueOf), refund.instant("asked"));
    }

    private static RefundRequest refundRequest(Members request) {
        return new RefundRequest(
                request.value("refundNumber", RefundNumber::new),
                request.value("orderNumber", BillNumber::new),
                request.text("paymentNumber"),
                request.money("amount"),
                request.money("available"),
                request.text("reason"),
                request.optionalObject("redLetter").map(PaymentJson::receipt).orElse(null));
    }

    static FiscalReceipt receipt(Members receipt) {
        return receipt.checked(() -> new FiscalReceipt(receipt.text("code"), receipt.text("number")));
    }

    private static Bill bill(Members bill) {
        return bill.checked(() -> new Bill(
                bill.value("billNumber", BillNumber::new),
                bill.value("type", BillType::valueOf),
                bill.value("caseNumber", CaseNumber::new),
                bill.object("payer").text("name"),
                payee(bill.object("payee")),
                bill.objects("items", PaymentJson::item),
                bill.money("total")));
    }

    private static Payee payee(Members payee) {
        return new Payee(payee.value("code", CreditCode::parse), payee.text("name"), payee.text("account"));
    }

    private static BillItem item(Members item) {
        return new BillItem(
                item.text("code"),
                item.text("name"),
                item.money("unitPrice"),
                Math.toIntExact(item.integer("quantity", 1, Integer.MAX_VALUE)));
    }

    static ObjectNode write(PaymentOrder order) {
        ObjectNode object = StrictJson.object();
        object.set("bill", write(order.bill()));
        object.put("expires", order.expires().toString())
                .put("state", order.state().name());
        object.set("platform", write(order.registration()));
        object.set("money", write(order.money()));
        return object;
    }

    private static ObjectNode write(Registration registration) {
        ObjectNode object = StrictJson.object();
        PaymentCode code = registration.code();
        if (code != null) {
            object.put("paymentCode", code.value());
        }
        CheckCode check = registration.checkCode();
        if (check != null) {
            object.put("checkCode", check.value());
        }
        BillNumber other = registration.replacedBy();
        if (other != null) {
            object.put("replacedBy", other.value());
        }
        return object.put("over", registration.over())
                .put("closings", registration.closings())
                .put("doubts", registration.doubts());
    }

    private static ObjectNode write(OrderMoney money) {
        ObjectNode object = StrictJson.object();
        ArrayNode arrivals = object.putArray("arrivals");
        money.arrivals().forEach(arrival -> arrivals.add(write(arrival)));
        ArrayNode refunds = object.putArray("refunds");
        money.refunds().forEach(refund -> refunds.add(write(refund)));
        FiscalReceipt receipt = money.receipt();
        if (receipt != null) {
            object.set("receipt", write(receipt));
        }
        ArrayNode reversedReceipts = object.putArray("reversedReceipts");
        money.reversedReceipts().forEach(reversed -> reversedReceipts.add(write(reversed)));
        ArrayNode reversedAhead = object.putArray("reversedAhead");
        money.reversedAhead().forEach(reversedAhead::add);
        return object;
    }

    static ObjectNode write(Bill bill) {
        ObjectNode object = StrictJson.object();
        object.put("billNumber", bill.number().value());
        object.put("type", bill.type().name());
        object.put("caseNumber", bill.caseNumber().value());
        object.putObject("payer").put("name", bill.payerName());
        object.putObject("payee")
                .put("code", bill.payee().code().value())
                .put("name", bill.payee().name())
                .put("account", bill.payee().account());
        ArrayNode items = object.putArray("items");
        for (BillItem item : bill.items()) {
            ObjectNode line = items.addObject().put("code", item.code()).put("name", item.name());
            line.set("unitPrice", StrictJson.money(item.unitPrice()));
            line.put("quantity", item.quantity());
        }
        object.set("total", StrictJson.money(bill.total()));
        return object;
    }

    static ObjectNode write(Payment payment) {
        ObjectNode object = StrictJson.object().put("paymentNumber", payment.number());
        object.set("amount", StrictJson.money(payment.amount()));
        return object.put("paidAt", payment.paidAt().toString()).put("channel", payment.channel());
    }

    private static ObjectNode write(Arrival arrival) {
        ObjectNode object = write(arrival.payment())
                .put("payee", arrival.payee().value())
                .put("state", arrival.state().name());
        arrival.decision().ifPresent(decision -> object.set("decision", write(decision)));
        return object;
    }

    static ObjectNode write(UnmatchedArrival arrival) {
        ObjectNode object =
                write(arrival.payment()).put("payee", arrival.payee().value());
        arrival.code().ifPresent(code -> object.put("paymentCode", code.value()));
        arrival.remark().ifPresent(remark -> object.put("remark", remark));
        arrival.bill().ifPresent(bill -> object.put("claimedFor", bill.value()));
        arrival.decision().ifPresent(decision -> object.set("decision", write(decision)));
        return object;
    }

    private static ObjectNode write(OperatorDecision decision) {
        return StrictJson.object()
                .put("operator", decision.by().operator())
                .put("reason", decision.by().reason())
                .put("at", decision.at().toString());
    }

    private static ObjectNode write(Refund refund) {
        return write(refund.request())
                .put("state", refund.state().name())
                .put("asked", refund.asked().toString());
    }

    static ObjectNode write(RefundRequest request) {
        ObjectNode object = StrictJson.object()
                .put("refundNumber", request.number().value())
                .put("orderNumber", request.bill().value())
                .put("paymentNumber", request.paymentNumber());
        object.set("amount", StrictJson.money(request.amount()));
        object.set("available", StrictJson.money(request.available()));
        object.put("reason", request.reason());
        request.redLetter().ifPresent(receipt -> object.set("redLetter", write(receipt)));
        return object;
    }

    private static ObjectNode write(FiscalReceipt receipt) {
        return StrictJson.object().put("code", receipt.code()).put("number", receipt.number());
    }
}
