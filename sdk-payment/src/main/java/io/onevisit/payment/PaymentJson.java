package io.onevisit.payment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;

/** Bills, orders and payments as JSON objects, the same on the wire and in the state store. */
final class PaymentJson {
    private PaymentJson() {}

    static Bytes octets(ObjectNode object) {
        return Bytes.of(StrictJson.write(object));
    }

    static PaymentOrder order(Members order) {
        return new PaymentOrder(
                bill(order.object("bill")),
                order.value("state", PaymentState::valueOf),
                order.instant("expires"),
                order.optionalValue("paymentCode", PaymentCode::new).orElse(null),
                order.objects("arrivals", PaymentJson::payment));
    }

    static PaymentNotice notice(Members notice) {
        return new PaymentNotice(
                notice.value("orderNumber", BillNumber::new),
                notice.value("paymentCode", PaymentCode::new),
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
        object.put("state", order.state().name()).put("expires", order.expires().toString());
        order.code().ifPresent(code -> object.put("paymentCode", code.value()));
        ArrayNode arrivals = object.putArray("arrivals");
        order.arrivals().forEach(arrival -> arrivals.add(write(arrival)));
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

    private static ObjectNode write(Payment payment) {
        ObjectNode object = StrictJson.object().put("paymentNumber", payment.number());
        object.set("amount", StrictJson.money(payment.amount()));
        return object.put("paidAt", payment.paidAt().toString()).put("channel", payment.channel());
    }
}
