package io.onevisit.licence.delivery.carrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import io.onevisit.licence.delivery.CarrierLabel;
import io.onevisit.licence.delivery.CarrierReason;
import io.onevisit.licence.delivery.DeliveryEvent;
import io.onevisit.licence.delivery.DeliveryOrder;
import io.onevisit.licence.delivery.DeliveryState;
import io.onevisit.licence.delivery.Party;
import io.onevisit.licence.delivery.PickupTimes;
import io.onevisit.licence.delivery.PostalAddress;
import io.onevisit.licence.delivery.PushReply;
import io.onevisit.licence.delivery.Tracking;
import io.onevisit.licence.delivery.Waybill;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * China Post's EMS by its open platform for contract customers (中国邮政国内协议客户开放平台): 020003 order, 020006 cancel, 010004
 * label, 040001 tracking, 040002 push, 030005 pickup area, 050005 price. Thread-safe.
 *
 * <p>The shape of the messages is that of public clients of version V1.0.0. EMS knows an order by {@code
 * logisticsOrderNo}: the same placed again is answered with the same waybill, so after a lost answer the order itself is
 * the question.
 */
public final class EmsCarrier implements Carrier {
    /** Where the platform is in production. */
    public static final URI PRODUCTION = URI.create("https://api.ems.com.cn/amp-prod-api/f/amp/api/open");

    private static final String NAME = "ems";
    private static final String DONE = "00000";
    private static final String FORMAT = "ems reply";
    private static final String LABEL_TYPE = "129";
    private static final int MAX_ORDER_NUMBER = 50;
    private static final int MAX_PUSH = 1024 * 1024;

    /**
     * The operations that stand, with their names, in answers of 040001 which public clients show, and what those clients
     * take them for. 704 alone says that it was handed over (投递结果反馈-妥投); 705 says that it could not be.
     */
    private static final Map<String, DeliveryState> STATES = Map.ofEntries(
            Map.entry("203", DeliveryState.COLLECTED),
            Map.entry("303", DeliveryState.IN_TRANSIT),
            Map.entry("305", DeliveryState.IN_TRANSIT),
            Map.entry("306", DeliveryState.IN_TRANSIT),
            Map.entry("345", DeliveryState.IN_TRANSIT),
            Map.entry("405", DeliveryState.IN_TRANSIT),
            Map.entry("457", DeliveryState.IN_TRANSIT),
            Map.entry("516", DeliveryState.IN_TRANSIT),
            Map.entry("705", DeliveryState.IN_TRANSIT),
            Map.entry("954", DeliveryState.IN_TRANSIT),
            Map.entry("989", DeliveryState.IN_TRANSIT),
            Map.entry("702", DeliveryState.OUT_FOR_DELIVERY),
            Map.entry("704", DeliveryState.DELIVERED));

    /** The {@code status} of 030005 as public clients name it, where it is neither yes nor no. */
    private static final Map<String, CarrierReason> PICKUP_REFUSALS = Map.of(
            "030005-2", CarrierReason.CONTENT,
            "030005-3", CarrierReason.CONTENT,
            "030005-4", CarrierReason.CONTENT,
            "030005-7", CarrierReason.CONTENT,
            "030005-8", CarrierReason.ADDRESS,
            "030005-9", CarrierReason.ADDRESS,
            "030005-10", CarrierReason.OUT_OF_AREA);

    private static final Set<String> BUSY = Set.of("030005-6");

    private final EmsAccount account;
    private final URI address;
    private final EmsEnvelope envelope;
    private final CarrierLine line;
    private final LabelHost labels;
    private final Clock clock;
    private final ErrorTable errors;
    private final Map<String, DeliveryState> states;

    /**
     * EMS at {@code address}, with its labels at the same host.
     *
     * @param address {@link #PRODUCTION}, or the test address, or a simulation on loopback
     * @param clock dates requests
     */
    public EmsCarrier(EmsAccount account, URI address, Timeouts timeouts, Clock clock) {
        this(account, address, address, timeouts, clock);
    }

    /** The same with the labels at the host of {@code labels}, and fetched from no other. */
    public EmsCarrier(EmsAccount account, URI address, URI labels, Timeouts timeouts, Clock clock) {
        this.account = Require.present(account, "account");
        this.address = CarrierLine.requireAddress(address);
        this.envelope = new EmsEnvelope(account.signKey());
        this.line = new CarrierLine(NAME, timeouts);
        this.labels = new LabelHost(CarrierLine.requireAddress(labels), timeouts);
        this.clock = Require.present(clock, "clock");
        Map<String, CarrierReason> refusals = new HashMap<>(PICKUP_REFUSALS);
        refusals.putAll(account.refusals());
        this.errors = new ErrorTable(NAME, refusals, BUSY, Set.of());
        this.states = new HashMap<>(STATES);
        states.putAll(account.states());
    }

    @Override
    public String name() {
        return NAME;
    }

    /** 020003. EMS delivers to the door; a locker or counter is the courier's choice there, so it is refused here. */
    @Override
    public Outcome<Waybill> create(DeliveryOrder order) {
        if (!canTake(order)) {
            return new Outcome.Refused<>(CarrierReason.UNSUPPORTED.refusal(CarrierReason.UNSUPPORTED.name()));
        }
        String key = order.orderNumber();
        ArrayNode body = StrictJson.object().putArray("orders").add(json(order));
        return line.write("020003", key, () -> {
            Members reply = call("020003", body);
            String code = reply.text("retCode");
            if (!code.equals(DONE)) {
                return errors.ordered(line, "020003", key, code);
            }
            Members result = Scans.object(reply, "retBody");
            if (!Scans.text(result, "logisticsOrderNo").orElse(key).equals(key)) {
                throw new MalformedMessageException(FORMAT, "is about another order than was asked for");
            }
            return new Outcome.Done<>(new Waybill(key, result.text("waybillNo")));
        });
    }

    private static boolean canTake(DeliveryOrder order) {
        return order.orderNumber().length() < MAX_ORDER_NUMBER
                && (order.destination() == DeliveryOrder.Destination.DOOR
                        || order.destination() == DeliveryOrder.Destination.OFFICE);
    }

    private ObjectNode json(DeliveryOrder order) {
        ObjectNode json = StrictJson.object()
                .put("ecommerceUserId", order.orderNumber())
                .put("logisticsOrderNo", order.orderNumber())
                .put("createdTime", Scans.local(clock.instant()))
                .put("contentsAttribute", "1")
                .put("bizProductNo", account.product())
                .put("paymentMode", senderPays(order) ? "1" : "2");
        json.set("sender", json(order.sender()));
        json.set("receiver", json(order.recipient()));
        json.putArray("cargos").addObject().put("cargoName", order.content());
        return json;
    }

    /** The office is the sender, but for old documents, which come back to it. */
    private static boolean senderPays(DeliveryOrder order) {
        boolean toOffice = order.destination() == DeliveryOrder.Destination.OFFICE;
        return toOffice == (order.payer() == DeliveryOrder.Payer.CITIZEN);
    }

    private static ObjectNode json(Party party) {
        PostalAddress at = party.address();
        ObjectNode json = StrictJson.object()
                .put("name", party.name())
                .put(party.isMobile() ? "mobile" : "phone", party.phone())
                .put("prov", at.province())
                .put("city", at.city())
                .put("county", at.county())
                .put("address", at.detail());
        String postcode = at.postcode();
        return postcode == null ? json : json.put("postCode", postcode);
    }

    /** Empty: the same order placed again is the question. */
    @Override
    public Optional<Outcome<Waybill>> find(DeliveryOrder order) {
        return Optional.empty();
    }

    /** 020006. */
    @Override
    public Outcome<Waybill> cancel(Waybill waybill, String reason) {
        String key = waybill.orderNumber();
        ObjectNode body = StrictJson.object()
                .put("logisticsOrderNo", key)
                .put("waybillNo", waybill.waybillNumber())
                .put("cancelReason", Require.text(reason, "reason", 100));
        return line.write("020006", key, () -> {
            String code = call("020006", body).text("retCode");
            return code.equals(DONE) ? new Outcome.Done<>(waybill) : errors.outcome(line, "020006", key, code);
        });
    }

    /** 040001. */
    @Override
    public Tracking track(Waybill waybill) {
        ObjectNode body =
                StrictJson.object().put("waybillNo", waybill.waybillNumber()).put("direction", "0");
        return line.read("040001", () -> {
            JsonNode items = items(Scans.inner(done("040001", body), "retBody").orElse(StrictJson.object()));
            Map<String, List<DeliveryEvent>> told = events(items, FORMAT);
            if (!Set.of(waybill.waybillNumber()).containsAll(told.keySet())) {
                throw new MalformedMessageException(FORMAT, "is about another waybill than was asked for");
            }
            return new Tracking(
                    waybill.waybillNumber(),
                    waybill.orderNumber(),
                    told.getOrDefault(waybill.waybillNumber(), List.of()));
        });
    }

    private static JsonNode items(JsonNode body) {
        return body.isArray() ? body : body.path("responseItems");
    }

    private Map<String, List<DeliveryEvent>> events(JsonNode items, String format) {
        return Scans.objects(items, format).stream()
                .collect(Collectors.groupingBy(
                        item -> item.text("waybillNo"),
                        TreeMap::new,
                        Collectors.mapping(item -> event(item, format), Collectors.toList())));
    }

    private DeliveryEvent event(Members item, String format) {
        String code = item.text("opCode");
        return Scans.event(
                states.getOrDefault(code, DeliveryState.UNKNOWN),
                code,
                Scans.instant(item.text("opTime"), format),
                Scans.text(item, "opDesc").or(() -> Scans.text(item, "opName")).orElse(""));
    }

    /** 040002: a form with the customer number and the wrapped message. */
    @Override
    public List<Tracking> read(RawMessage push) {
        Map<String, String> form = Form.read(push.body());
        PushRules.require(Md5.same(account.senderNo(), Form.field(form, "senderNo"))
                && Form.field(form, "apiCode").equals("040002"));
        byte[] message = envelope.open(Form.field(form, "logitcsInterface")).toArray();
        try {
            JsonNode items = items(StrictJson.read(message, MAX_PUSH, "ems push"));
            if (!items.isArray() || items.isEmpty()) {
                throw new MalformedMessageException("ems push", "tells nothing");
            }
            return events(items, "ems push").entrySet().stream()
                    .map(told -> new Tracking(told.getKey(), null, told.getValue()))
                    .toList();
        } catch (InvalidValueException e) {
            throw new MalformedMessageException("ems push", "is out of its bounds");
        }
    }

    /** False: SM4 in ECB mode lets blocks of one message be put into another, and the key at its end does not show that. */
    @Override
    public boolean pushesAreAuthentic() {
        return false;
    }

    /** Names the push by its {@code serialNo}, with {@code 00000} when it was taken. */
    @Override
    public PushReply reply(RawMessage push, PushReply.Result result) {
        ObjectNode json = StrictJson.object()
                .put("serialNo", serialNumber(push))
                .put("code", result == PushReply.Result.TAKEN ? DONE : "99999")
                .put("codeMessage", result == PushReply.Result.TAKEN ? "OK" : "not taken")
                .put("senderNo", account.senderNo());
        return PushReply.json(result == PushReply.Result.AGAIN ? 503 : 200, Bytes.of(StrictJson.write(json)));
    }

    private static String serialNumber(RawMessage push) {
        try {
            String told = Form.read(push.body()).getOrDefault("serialNo", "");
            return told.matches("[0-9A-Za-z-]{1,64}") ? told : "";
        } catch (MalformedMessageException e) {
            return "";
        }
    }

    @Override
    public CarrierReason reason(Refusal refusal) {
        return errors.reason(refusal.code());
    }

    /** 050005, which asks for addresses in one text. */
    @Override
    public Money price(DeliveryOrder order, int grams) {
        Require.that(grams >= 1 && grams <= 30_000, "weight", "must be 1 to 30000 g");
        ObjectNode body = StrictJson.object()
                .put("productCode", account.product())
                .put("weight", Integer.toString(grams))
                .put("senderInfo", order.sender().address().oneLine())
                .put("receiveInfo", order.recipient().address().oneLine());
        return line.read("050005", () -> {
            JsonNode fee =
                    Scans.object(done("050005", body), "retBody").object().path("totalFee");
            if (!fee.isTextual() && !fee.isNumber()) {
                throw new MalformedMessageException(FORMAT, "must name a fee");
            }
            return Money.yuan(
                    fee.isTextual() ? fee.textValue() : fee.decimalValue().toPlainString());
        });
    }

    /** 030005: EMS tells whether, not when. */
    @Override
    public PickupTimes pickup(PostalAddress from) {
        ObjectNode body = StrictJson.object()
                .put("address", from.oneLine())
                .put("prov", from.province())
                .put("city", from.city())
                .put("county", from.county())
                .put("bizProductNo", account.product())
                .put("type", "2")
                .put("senderNo", account.senderNo());
        return line.read("030005", () -> {
            String status = Scans.object(done("030005", body), "retBody").text("status");
            if (!status.equals("0") && !status.equals("1")) {
                throw errors.error("030005", "030005-" + status);
            }
            return new PickupTimes(status.equals("0"), null, null);
        });
    }

    /** 010004, by the address of the label. */
    @Override
    public CarrierLabel label(Waybill waybill) {
        ObjectNode body = StrictJson.object()
                .put("waybillNo", waybill.waybillNumber())
                .put("type", LABEL_TYPE)
                .put("getURL", "1");
        String url = line.read("010004", () -> done("010004", body).text("retBody"));
        return labels.fetch(url, Map.of());
    }

    private Members done(String apiCode, ObjectNode body) throws LostAnswerException {
        Members reply = call(apiCode, body);
        String code = reply.text("retCode");
        if (!code.equals(DONE)) {
            throw errors.error(apiCode, code);
        }
        return reply;
    }

    private Members call(String apiCode, JsonNode body) throws LostAnswerException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("apiCode", apiCode);
        form.put("senderNo", account.senderNo());
        form.put("authorization", account.authorization());
        form.put("msgType", "0");
        form.put("timeStamp", Scans.local(clock.instant()));
        form.put("version", "V1.0.0");
        form.put("logitcsInterface", envelope.seal(StrictJson.write(body)));
        return line.post(address, form);
    }
}
