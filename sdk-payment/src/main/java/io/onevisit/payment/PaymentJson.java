package io.onevisit.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Bills, orders and payments as JSON objects, the same on the wire and in the state store. Reads strictly. */
final class PaymentJson {
    private static final int MAX_OCTETS = 256 * 1024;

    private final ObjectNode object;
    private final String format;

    private PaymentJson(ObjectNode object, String format) {
        this.object = object;
        this.format = format;
    }

    /** Reads the members of one object; every error names {@code format} and the member. */
    static PaymentJson read(Bytes octets, String format) {
        return new PaymentJson(StrictJson.readObject(octets.toArray(), MAX_OCTETS, format), format);
    }

    static Bytes octets(ObjectNode object) {
        return Bytes.of(StrictJson.write(object));
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw malformed(name);
        }
        return value.textValue();
    }

    /** A text member made into a value that checks itself. */
    <T> T value(String name, Function<String, T> parse) {
        try {
            return parse.apply(text(name));
        } catch (InvalidValueException | IllegalArgumentException | DateTimeParseException e) {
            throw malformed(name);
        }
    }

    Instant instant(String name) {
        return value(name, Instant::parse);
    }

    Money money(String name) {
        PaymentJson money = object(name);
        try {
            return Money.parse(money.text("amount"), money.text("currency"));
        } catch (InvalidValueException e) {
            throw malformed(name);
        }
    }

    PaymentJson object(String name) {
        if (object.path(name) instanceof ObjectNode inner) {
            return new PaymentJson(inner, format);
        }
        throw malformed(name);
    }

    <T> List<T> array(String name, Function<PaymentJson, T> read) {
        if (!(object.path(name) instanceof ArrayNode array)) {
            throw malformed(name);
        }
        List<T> elements = new ArrayList<>();
        for (JsonNode element : array) {
            if (!(element instanceof ObjectNode inner)) {
                throw malformed(name);
            }
            elements.add(read.apply(new PaymentJson(inner, format)));
        }
        return elements;
    }

    Payment payment() {
        return checked(() -> new Payment(text("paymentNumber"), money("amount"), instant("paidAt"), text("channel")));
    }

    PaymentNotice notice() {
        return new PaymentNotice(
                value("orderNumber", BillNumber::new),
                value("paymentCode", PaymentCode::new),
                value("payee", CreditCode::parse),
                payment());
    }

    PaymentOrder order() {
        PaymentCode code = has("paymentCode") ? value("paymentCode", PaymentCode::new) : null;
        return new PaymentOrder(
                object("bill").bill(),
                value("state", PaymentState::valueOf),
                instant("expires"),
                code,
                array("arrivals", PaymentJson::payment));
    }

    private Bill bill() {
        PaymentJson payee = object("payee");
        return checked(() -> new Bill(
                value("billNumber", BillNumber::new),
                value("caseNumber", CaseNumber::new),
                object("payer").text("name"),
                new Payee(payee.value("code", CreditCode::parse), payee.text("name"), payee.text("account")),
                array("items", PaymentJson::item),
                money("total")));
    }

    private BillItem item() {
        JsonNode quantity = object.path("quantity");
        if (!quantity.canConvertToInt()) {
            throw malformed("quantity");
        }
        return checked(() -> new BillItem(text("code"), text("name"), money("unitPrice"), quantity.intValue()));
    }

    private <T> T checked(Supplier<T> construction) {
        try {
            return construction.get();
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(format, "a member is out of its bounds");
        }
    }

    private MalformedMessageException malformed(String name) {
        return new MalformedMessageException(format, "member " + name + " is missing or not of its form");
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
        object.put("caseNumber", bill.caseNumber().value());
        object.putObject("payer").put("name", bill.payerName());
        object.putObject("payee")
                .put("code", bill.payee().code().value())
                .put("name", bill.payee().name())
                .put("account", bill.payee().account());
        ArrayNode items = object.putArray("items");
        for (BillItem item : bill.items()) {
            ObjectNode line = items.addObject().put("code", item.code()).put("name", item.name());
            line.set("unitPrice", write(item.unitPrice()));
            line.put("quantity", item.quantity());
        }
        object.set("total", write(bill.total()));
        return object;
    }

    static ObjectNode write(Money money) {
        return StrictJson.object()
                .put("amount", money.toPlainString())
                .put("currency", money.currency().getCurrencyCode());
    }

    private static ObjectNode write(Payment payment) {
        ObjectNode object = StrictJson.object().put("paymentNumber", payment.number());
        object.set("amount", write(payment.amount()));
        return object.put("paidAt", payment.paidAt().toString()).put("channel", payment.channel());
    }
}
