package io.onevisit.licence.delivery.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.licence.delivery.Carrier;
import io.onevisit.licence.delivery.CarrierReason;
import io.onevisit.licence.delivery.DeliveryEvent;
import io.onevisit.licence.delivery.DeliveryOrder;
import io.onevisit.licence.delivery.DeliveryState;
import io.onevisit.licence.delivery.Party;
import io.onevisit.licence.delivery.PushReply;
import io.onevisit.licence.delivery.Tracking;
import io.onevisit.licence.delivery.Waybill;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many carriers by Kuaidi100 (快递100): waybill order V2 with {@code orderId} and {@code reorder=false}, cancel, price,
 * tracking query and subscribed pushes. Thread-safe.
 *
 * <p>With {@code reorder=false} Kuaidi100 answers the same order again like the first time, for 48 hours; the outbox must
 * give up before. So after a lost answer the order itself is the question. A push carries no time, so an old one can come
 * again; it tells what is known already and changes nothing.
 */
public final class Kuaidi100Carrier implements Carrier {
    /** Where orders, cancellations and prices go in production. */
    public static final URI ORDERS = URI.create("https://api.kuaidi100.com/label/order");

    /** Where queries go in production. */
    public static final URI QUERIES = URI.create("https://poll.kuaidi100.com/poll/query.do");

    private static final String NAME = "kuaidi100";
    private static final String FORMAT = "kuaidi100 reply";
    private static final String PUSH = "kuaidi100 push";
    private static final String RESULT_WITH_STATES = "4";
    private static final int MAX_PUSH = 1024 * 1024;
    private static final int MAX_ORDER_NUMBER = 32;

    /** The codes of a yes: 30011 to an order that was placed before. */
    private static final Set<String> DONE = Set.of("200", "30011");

    /**
     * Kuaidi100's list of states (物流状态). 4 says that the sender has it back, 6 and 14 that it is on the way back; of 2,
     * trouble, nobody knows where it ends.
     */
    private static final Map<String, DeliveryState> STATES = Map.ofEntries(
            Map.entry("101", DeliveryState.CREATED),
            Map.entry("102", DeliveryState.CREATED),
            Map.entry("1", DeliveryState.COLLECTED),
            Map.entry("103", DeliveryState.COLLECTED),
            Map.entry("0", DeliveryState.IN_TRANSIT),
            Map.entry("1001", DeliveryState.IN_TRANSIT),
            Map.entry("1002", DeliveryState.IN_TRANSIT),
            Map.entry("1003", DeliveryState.IN_TRANSIT),
            Map.entry("6", DeliveryState.IN_TRANSIT),
            Map.entry("7", DeliveryState.IN_TRANSIT),
            Map.entry("8", DeliveryState.IN_TRANSIT),
            Map.entry("14", DeliveryState.IN_TRANSIT),
            Map.entry("5", DeliveryState.OUT_FOR_DELIVERY),
            Map.entry("501", DeliveryState.OUT_FOR_DELIVERY),
            Map.entry("3", DeliveryState.DELIVERED),
            Map.entry("301", DeliveryState.DELIVERED),
            Map.entry("302", DeliveryState.DELIVERED),
            Map.entry("303", DeliveryState.DELIVERED),
            Map.entry("304", DeliveryState.DELIVERED),
            Map.entry("4", DeliveryState.RETURNED),
            Map.entry("401", DeliveryState.CANCELLED));

    private static final ErrorTable ERRORS = new ErrorTable(
            NAME,
            Map.of(
                    "400", CarrierReason.CONTENT,
                    "408", CarrierReason.CONTENT,
                    "500", CarrierReason.NOT_FOUND,
                    "503", CarrierReason.SIGNATURE,
                    "600", CarrierReason.ACCOUNT,
                    "601", CarrierReason.ACCOUNT,
                    "700", CarrierReason.UNSUPPORTED,
                    "701", CarrierReason.UNSUPPORTED),
            Set.of("502"),
            Set.of("501"));

    private final Kuaidi100Account account;
    private final URI orders;
    private final URI queries;
    private final CarrierLine line;
    private final Clock clock;

    /**
     * Kuaidi100 at these addresses.
     *
     * @param orders {@link #ORDERS}, or a simulation on loopback
     * @param queries {@link #QUERIES}, or a simulation on loopback
     * @param clock dates requests
     */
    public Kuaidi100Carrier(Kuaidi100Account account, URI orders, URI queries, Timeouts timeouts, Clock clock) {
        this.account = Require.present(account, "account");
        this.orders = CarrierLine.requireAddress(orders);
        this.queries = CarrierLine.requireAddress(queries);
        this.line = new CarrierLine(NAME, timeouts);
        this.clock = Require.present(clock, "clock");
    }

    /** Numbers of different carriers behind Kuaidi100 are kept apart. */
    @Override
    public String name() {
        return "k" + account.company().toLowerCase(Locale.ROOT);
    }

    /** Kuaidi100 knows the door only, and order numbers of up to 32 characters. */
    @Override
    public Outcome<Waybill> create(DeliveryOrder order) {
        if (!canTake(order)) {
            return new Outcome.Refused<>(CarrierReason.UNSUPPORTED.refusal(CarrierReason.UNSUPPORTED.name()));
        }
        String key = order.orderNumber();
        ObjectNode body = json(order);
        return line.write("order", key, () -> {
            Members reply = call("order", body);
            if (!isDone(reply)) {
                return ERRORS.ordered(line, "order", key, code(reply));
            }
            Members data = Scans.object(reply, "data");
            return new Outcome.Done<>(new Waybill(
                    key,
                    data.text("kuaidinum"),
                    Scans.text(data, "kdComOrderNum").orElse(null)));
        });
    }

    private static boolean canTake(DeliveryOrder order) {
        return order.orderNumber().length() <= MAX_ORDER_NUMBER
                && (order.destination() == DeliveryOrder.Destination.DOOR
                        || order.destination() == DeliveryOrder.Destination.OFFICE);
    }

    private ObjectNode json(DeliveryOrder order) {
        ObjectNode json = StrictJson.object()
                .put("printType", "NON")
                .put("orderId", order.orderNumber())
                .put("reorder", false)
                .put("kuaidicom", account.company())
                .put("partnerId", account.partnerId())
                .put("partnerKey", account.partnerKey())
                .put("payType", payType(order))
                .put("cargo", order.content())
                .put("count", 1)
                .put("needSubscribe", true)
                .put("pollCallBackUrl", account.callback().toString())
                .put("salt", account.salt())
                .put("resultv2", RESULT_WITH_STATES);
        json.set("sendMan", json(order.sender()));
        json.set("recMan", json(order.recipient()));
        return json;
    }

    private static String payType(DeliveryOrder order) {
        if (order.payer() == DeliveryOrder.Payer.DEPARTMENT) {
            return "MONTHLY";
        }
        return order.destination() == DeliveryOrder.Destination.OFFICE ? "SHIPPER" : "CONSIGNEE";
    }

    private static ObjectNode json(Party party) {
        return StrictJson.object()
                .put("name", party.name())
                .put(party.isMobile() ? "mobile" : "tel", party.phone())
                .put("printAddr", party.address().oneLine());
    }

    /** Empty: the same order placed again is the question. */
    @Override
    public Optional<Outcome<Waybill>> find(DeliveryOrder order) {
        return Optional.empty();
    }

    /** What it says of {@code reorder=false}. */
    @Override
    public Duration remembers() {
        return Duration.ofDays(2);
    }

    @Override
    public Outcome<Waybill> cancel(Waybill waybill, String reason) {
        ObjectNode body = StrictJson.object()
                .put("partnerId", account.partnerId())
                .put("partnerKey", account.partnerKey())
                .put("kuaidicom", account.company())
                .put("kuaidinum", waybill.waybillNumber())
                .put("reason", Require.text(reason, "reason", 100));
        String reference = waybill.reference();
        if (reference != null) {
            body.put("orderId", reference);
        }
        return line.write("cancel", waybill.orderNumber(), () -> {
            Members reply = call("cancel", body);
            return isDone(reply)
                    ? new Outcome.Done<>(waybill)
                    : ERRORS.outcome(line, "cancel", waybill.orderNumber(), code(reply));
        });
    }

    private static boolean isDone(Members reply) {
        boolean done = DONE.contains(code(reply));
        if (done != reply.truth("success")) {
            throw new MalformedMessageException(FORMAT, "says both yes and no");
        }
        return done;
    }

    private static String code(Members reply) {
        return Long.toString(reply.integer("code", 0, 999_999));
    }

    @Override
    public Tracking track(Waybill waybill) {
        ObjectNode body = StrictJson.object()
                .put("com", account.company())
                .put("num", waybill.waybillNumber())
                .put("resultv2", RESULT_WITH_STATES);
        String param = text(body);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("customer", account.customer());
        form.put("sign", Kuaidi100Signature.of(param, account.key(), account.customer()));
        form.put("param", param);
        return line.read("query", () -> {
            Members reply = line.post(queries, form);
            Optional<String> refused = Scans.text(reply, "returnCode");
            if (refused.isPresent()) {
                return nothingYet(waybill, refused.get());
            }
            Tracking tracking = tracking(reply, waybill.orderNumber());
            if (!tracking.waybillNumber().equals(waybill.waybillNumber())) {
                throw new MalformedMessageException(FORMAT, "is about another waybill than was asked for");
            }
            return tracking;
        });
    }

    /** Of a parcel without scans Kuaidi100 says that it finds none. */
    private static Tracking nothingYet(Waybill waybill, String code) {
        if (ERRORS.reason(code) != CarrierReason.NOT_FOUND) {
            throw ERRORS.error("query", code);
        }
        return new Tracking(waybill.waybillNumber(), waybill.orderNumber(), List.of());
    }

    private static Tracking tracking(Members result, @Nullable String orderNumber) {
        return new Tracking(
                result.text("nu"), orderNumber, result.objects("data", scan -> event(scan, result.format())));
    }

    private static DeliveryEvent event(Members scan, String format) {
        String code = Scans.text(scan, "statusCode").orElse("-");
        return Scans.event(
                STATES.getOrDefault(code, DeliveryState.UNKNOWN),
                code,
                Scans.instant(Scans.text(scan, "ftime").orElseGet(() -> scan.text("time")), format),
                Scans.text(scan, "context").orElse(""));
    }

    /** A form of {@code param} and {@code sign}, which must be MD5 over param and salt. */
    @Override
    public List<Tracking> read(RawMessage push) {
        Map<String, String> form = Form.read(push.body());
        String param = Form.field(form, "param");
        String sign = Form.field(form, "sign").toUpperCase(Locale.ROOT);
        PushRules.require(Md5.same(Kuaidi100Signature.of(param, account.salt()), sign));
        try {
            Members body = new Members(StrictJson.readObject(param.getBytes(UTF_8), MAX_PUSH, PUSH), PUSH);
            Members result = body.object("lastResult");
            PushRules.require(result.text("com").equals(account.company()));
            return List.of(tracking(result, null));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(PUSH, "is out of its bounds");
        }
    }

    @Override
    public PushReply reply(RawMessage push, PushReply.Result result) {
        boolean taken = result == PushReply.Result.TAKEN;
        ObjectNode json = StrictJson.object()
                .put("result", taken)
                .put("returnCode", taken ? "200" : "500")
                .put("message", taken ? "成功" : "失败");
        return PushReply.json(result == PushReply.Result.AGAIN ? 503 : 200, Bytes.of(StrictJson.write(json)));
    }

    @Override
    public CarrierReason reason(Refusal refusal) {
        return ERRORS.reason(refusal.code());
    }

    /** The lowest of the prices offered. */
    @Override
    public Money price(DeliveryOrder order, int grams) {
        Require.that(grams >= 1 && grams <= 30_000, "weight", "must be 1 to 30000 g");
        ObjectNode body = StrictJson.object()
                .put("kuaidicom", account.company())
                .put("sendAddr", order.sender().address().oneLine())
                .put("recAddr", order.recipient().address().oneLine())
                .put("weight", BigDecimal.valueOf(grams, 3));
        return line.read("price", () -> {
            Members reply = call("price", body);
            if (!isDone(reply)) {
                throw ERRORS.error("price", code(reply));
            }
            return Scans.object(reply, "data").objects("combos", Kuaidi100Carrier::price).stream()
                    .min(Money::compareTo)
                    .orElseThrow(() -> new MalformedMessageException(FORMAT, "must offer a price"));
        });
    }

    private static Money price(Members combo) {
        JsonNode price = combo.object().path("price");
        if (!price.isNumber()) {
            throw new MalformedMessageException(FORMAT, "must name a price");
        }
        return Money.yuan(price.decimalValue().toPlainString());
    }

    private Members call(String method, ObjectNode body) throws LostAnswerException {
        String param = text(body);
        String time = Long.toString(clock.millis());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("method", method);
        form.put("key", account.key());
        form.put("t", time);
        form.put("sign", Kuaidi100Signature.of(param, time, account.key(), account.secret()));
        form.put("param", param);
        return line.post(orders, form);
    }

    private static String text(ObjectNode body) {
        return new String(StrictJson.write(body), UTF_8);
    }
}
