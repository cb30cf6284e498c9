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
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SF Express by its open platform (顺丰开放平台), with the signature by checkword: {@code EXP_RECE_CREATE_ORDER},
 * {@code EXP_RECE_SEARCH_ORDER_RESP}, {@code EXP_RECE_UPDATE_ORDER}, {@code EXP_RECE_SEARCH_ROUTES},
 * {@code EXP_RECE_QUERY_DELIVERTM}, {@code EXP_EXCE_CHECK_PICKUP_TIME}, {@code COM_RECE_CLOUD_PRINT_WAYBILLS} and signed
 * route pushes. Thread-safe.
 *
 * <p>Pushes must be configured as forms with {@code msgDigest}; SF's plain JSON pushes are unsigned and refused.
 */
public final class SfCarrier implements Carrier {
    /** Where the platform is in production. */
    public static final URI PRODUCTION = URI.create("https://bspgw.sf-express.com/std/service");

    /** Where SF's labels lie in production. */
    public static final URI LABELS = URI.create("https://eos-scp-core-shenzhen-futian1-oss.sf-express.com");

    private static final String NAME = "sf";
    private static final String FORMAT = "sf reply";
    private static final String PUSH = "sf push";
    private static final String ACCEPTED = "A1000";
    private static final String DONE = "S0000";
    private static final String CREATE = "EXP_RECE_CREATE_ORDER";
    private static final String SEARCH = "EXP_RECE_SEARCH_ORDER_RESP";
    private static final String UPDATE = "EXP_RECE_UPDATE_ORDER";
    private static final String ROUTES = "EXP_RECE_SEARCH_ROUTES";
    private static final String PRICE = "EXP_RECE_QUERY_DELIVERTM";
    private static final String PICKUP = "EXP_EXCE_CHECK_PICKUP_TIME";
    private static final String PRINT = "COM_RECE_CLOUD_PRINT_WAYBILLS";
    private static final String CANCELLED_BEFORE = "8037";
    private static final String NOT_SERVED = "filterResult-3";
    private static final String NO_MATCH = "resStatus-1";
    private static final int MAX_PUSH = 1024 * 1024;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");
    private static final DateTimeFormatter HOUR_MINUTE = DateTimeFormatter.ofPattern("HHmm");

    /** SF's list of operations, as far as it says where a parcel is. */
    private static final Map<String, DeliveryState> STATES = Map.ofEntries(
            Map.entry("50", DeliveryState.COLLECTED),
            Map.entry("54", DeliveryState.COLLECTED),
            Map.entry("30", DeliveryState.IN_TRANSIT),
            Map.entry("31", DeliveryState.IN_TRANSIT),
            Map.entry("36", DeliveryState.IN_TRANSIT),
            Map.entry("44", DeliveryState.OUT_FOR_DELIVERY),
            Map.entry("204", DeliveryState.OUT_FOR_DELIVERY),
            Map.entry("125", DeliveryState.OUT_FOR_DELIVERY),
            Map.entry("80", DeliveryState.DELIVERED),
            Map.entry("8000", DeliveryState.DELIVERED),
            Map.entry("99", DeliveryState.IN_TRANSIT),
            Map.entry("648", DeliveryState.IN_TRANSIT));

    private static final ErrorTable ERRORS = new ErrorTable(
            NAME,
            Map.ofEntries(
                    Map.entry("A1001", CarrierReason.CONTENT),
                    Map.entry("A1003", CarrierReason.NOT_PERMITTED),
                    Map.entry("A1004", CarrierReason.NOT_PERMITTED),
                    Map.entry("A1006", CarrierReason.SIGNATURE),
                    Map.entry("A1008", CarrierReason.SIGNATURE),
                    Map.entry("A1010", CarrierReason.NOT_PERMITTED),
                    Map.entry("A1011", CarrierReason.SIGNATURE),
                    Map.entry("1010", CarrierReason.ADDRESS),
                    Map.entry("1011", CarrierReason.CONTENT),
                    Map.entry("1012", CarrierReason.CONTENT),
                    Map.entry("1014", CarrierReason.ADDRESS),
                    Map.entry("1015", CarrierReason.CONTENT),
                    Map.entry("1016", CarrierReason.CONTENT),
                    Map.entry("1023", CarrierReason.CONTENT),
                    Map.entry("6126", CarrierReason.ACCOUNT),
                    Map.entry("8018", CarrierReason.NOT_FOUND),
                    Map.entry("8024", CarrierReason.NOT_FOUND),
                    Map.entry("8052", CarrierReason.OUT_OF_AREA),
                    Map.entry("8053", CarrierReason.OUT_OF_AREA),
                    Map.entry("8057", CarrierReason.CONTENT),
                    Map.entry("8096", CarrierReason.OUT_OF_AREA),
                    Map.entry("8114", CarrierReason.ACCOUNT),
                    Map.entry("8119", CarrierReason.ACCOUNT),
                    Map.entry("8179", CarrierReason.ACCOUNT),
                    Map.entry("8196", CarrierReason.CONTENT),
                    Map.entry("8247", CarrierReason.NOT_FOUND),
                    Map.entry("8252", CarrierReason.TOO_LATE),
                    Map.entry("8256", CarrierReason.ACCOUNT),
                    Map.entry("20035", CarrierReason.CONTENT),
                    Map.entry("20036", CarrierReason.CONTENT),
                    Map.entry(NOT_SERVED, CarrierReason.OUT_OF_AREA),
                    Map.entry(NO_MATCH, CarrierReason.NOT_FOUND)),
            Set.of("A1005", "8177"),
            Set.of("A1009", "A1099", "8016"));

    private final SfAccount account;
    private final URI address;
    private final SfDigest digest;
    private final CarrierLine line;
    private final LabelHost labels;
    private final Clock clock;

    /**
     * SF at {@code address}, with its labels at {@link #LABELS}.
     *
     * @param address {@link #PRODUCTION}, or SF's sandbox, or a simulation on loopback
     * @param clock dates requests and judges pushes
     */
    public SfCarrier(SfAccount account, URI address, Timeouts timeouts, Clock clock) {
        this(account, address, LABELS, timeouts, clock);
    }

    /** The same with the labels at the host of {@code labels}, and fetched from no other. */
    public SfCarrier(SfAccount account, URI address, URI labels, Timeouts timeouts, Clock clock) {
        this.account = Require.present(account, "account");
        this.address = CarrierLine.requireAddress(address);
        this.digest = new SfDigest(account.checkword());
        this.line = new CarrierLine(NAME, timeouts);
        this.labels = new LabelHost(CarrierLine.requireAddress(labels), timeouts);
        this.clock = Require.present(clock, "clock");
    }

    @Override
    public String name() {
        return NAME;
    }

    /** SF hands over at the door or at its counter; into a locker only by its courier's choice, so that is refused. */
    @Override
    public Outcome<Waybill> create(DeliveryOrder order) {
        if (order.destination() == DeliveryOrder.Destination.LOCKER) {
            return new Outcome.Refused<>(CarrierReason.UNSUPPORTED.refusal(CarrierReason.UNSUPPORTED.name()));
        }
        String key = order.orderNumber();
        ObjectNode body = json(order);
        return line.write(CREATE, key, () -> {
            Result result = call(CREATE, body);
            return result.isDone() ? taken(result.data(), key) : ERRORS.ordered(line, CREATE, key, result.code());
        });
    }

    private ObjectNode json(DeliveryOrder order) {
        boolean monthly = order.payer() == DeliveryOrder.Payer.DEPARTMENT;
        boolean toOffice = order.destination() == DeliveryOrder.Destination.OFFICE;
        ObjectNode json = StrictJson.object()
                .put("language", "zh-CN")
                .put("orderId", order.orderNumber())
                .put("expressTypeId", account.product())
                .put("payMethod", monthly == toOffice ? 2 : 1)
                .put("isDocall", toOffice ? 1 : 0)
                .put("isReturnRoutelabel", 0)
                .put("isOneselfPickup", order.destination() == DeliveryOrder.Destination.COUNTER ? 1 : 0);
        if (monthly) {
            json.put("monthlyCard", account.monthlyCard());
        }
        json.putArray("cargoDetails").addObject().put("name", order.content()).put("count", 1);
        json.putArray("contactInfoList").add(json(order.sender(), 1)).add(json(order.recipient(), 2));
        return json;
    }

    private static ObjectNode json(Party party, int type) {
        PostalAddress at = party.address();
        ObjectNode json = StrictJson.object()
                .put("contactType", type)
                .put("contact", party.name())
                .put(party.isMobile() ? "mobile" : "tel", party.phone())
                .put("country", "CN")
                .put("province", at.province())
                .put("city", at.city())
                .put("county", at.county())
                .put("address", at.detail());
        String postcode = at.postcode();
        return postcode == null ? json : json.put("postCode", postcode);
    }

    /** {@code filterResult} 3 says that the order is there and that nobody will come for it (筛单结果: 不可以收派). */
    private static Outcome<Waybill> taken(Members data, String orderNumber) {
        if (!data.text("orderId").equals(orderNumber)) {
            throw new MalformedMessageException(FORMAT, "is about another order than was asked for");
        }
        return data.object().path("filterResult").asText().equals("3")
                ? new Outcome.Refused<>(CarrierReason.OUT_OF_AREA.refusal(NOT_SERVED))
                : new Outcome.Done<>(waybill(data, orderNumber));
    }

    private static Waybill waybill(Members data, String orderNumber) {
        List<String> numbers = data.objects("waybillNoInfoList", number -> number).stream()
                .filter(number -> number.integer("waybillType", 1, 99) == 1)
                .map(number -> number.text("waybillNo"))
                .toList();
        if (numbers.size() != 1) {
            throw new MalformedMessageException(FORMAT, "must name one waybill");
        }
        return new Waybill(orderNumber, numbers.get(0));
    }

    @Override
    public Optional<Outcome<Waybill>> find(DeliveryOrder order) {
        String key = order.orderNumber();
        ObjectNode body =
                StrictJson.object().put("searchType", "1").put("orderId", key).put("language", "zh-CN");
        return line.read(SEARCH, () -> {
            Result result = call(SEARCH, body);
            if (result.isDone()) {
                return Optional.of(taken(result.data(), key));
            }
            if (ERRORS.reason(result.code()) == CarrierReason.NOT_FOUND) {
                return Optional.empty();
            }
            throw ERRORS.error(SEARCH, result.code());
        });
    }

    @Override
    public Outcome<Waybill> cancel(Waybill waybill, String reason) {
        Require.text(reason, "reason", 100);
        String key = waybill.orderNumber();
        ObjectNode body = StrictJson.object().put("dealType", 2).put("orderId", key);
        body.putArray("waybillNoInfoList").addObject().put("waybillType", 1).put("waybillNo", waybill.waybillNumber());
        return line.write(UPDATE, key, () -> {
            Result result = call(UPDATE, body);
            if (result.code().equals(CANCELLED_BEFORE)) {
                return new Outcome.Done<>(waybill);
            }
            return result.isDone()
                    ? cancelled(result.data(), waybill)
                    : ERRORS.outcome(line, UPDATE, key, result.code());
        });
    }

    /** {@code resStatus} 1 says that order and waybill do not match, 2 that it is done. */
    private static Outcome<Waybill> cancelled(Members data, Waybill waybill) {
        return switch (data.object().path("resStatus").asText()) {
            case "1" -> new Outcome.Refused<>(CarrierReason.NOT_FOUND.refusal(NO_MATCH));
            case "2" -> new Outcome.Done<>(waybill);
            default -> throw new MalformedMessageException(FORMAT, "does not say whether it cancelled");
        };
    }

    @Override
    public Tracking track(Waybill waybill) {
        ObjectNode body = StrictJson.object()
                .put("language", "0")
                .put("trackingType", "1")
                .put("methodType", "1");
        body.putArray("trackingNumber").add(waybill.waybillNumber());
        return line.read(ROUTES, () -> {
            List<DeliveryEvent> events = new ArrayList<>();
            for (Members parcel : done(ROUTES, body).objects("routeResps", parcel -> parcel)) {
                if (!parcel.text("mailNo").equals(waybill.waybillNumber())) {
                    throw new MalformedMessageException(FORMAT, "is about another waybill than was asked for");
                }
                events.addAll(parcel.objects("routes", route -> event(route, FORMAT)));
            }
            return new Tracking(waybill.waybillNumber(), waybill.orderNumber(), events);
        });
    }

    private static DeliveryEvent event(Members route, String format) {
        String code = route.text("opCode");
        return Scans.event(
                STATES.getOrDefault(code, DeliveryState.UNKNOWN),
                code,
                Scans.instant(route.text("acceptTime"), format),
                Scans.text(route, "remark")
                        .or(() -> Scans.text(route, "acceptAddress"))
                        .orElse(""));
    }

    /** A form like a request's, signed with the same checkword, not older or newer than ten minutes. */
    @Override
    public List<Tracking> read(RawMessage push) {
        Map<String, String> form = Form.read(push.body());
        String message = Form.field(form, "msgData");
        String timestamp = Form.field(form, "timestamp");
        boolean signed = Md5.same(digest.of(message, timestamp), Form.field(form, "msgDigest"));
        boolean ours = Md5.same(account.partnerId(), Form.field(form, "partnerID"));
        PushRules.require(signed && ours && isNow(timestamp));
        try {
            Members body = new Members(StrictJson.readObject(message.getBytes(UTF_8), MAX_PUSH, PUSH), PUSH);
            return body.object("Body").objects("WaybillRoute", SfCarrier::pushed);
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(PUSH, "is out of its bounds");
        }
    }

    private static Tracking pushed(Members route) {
        return new Tracking(
                route.text("mailno"), Scans.text(route, "orderid").orElse(null), List.of(event(route, PUSH)));
    }

    private boolean isNow(String timestamp) {
        if (!timestamp.matches("[0-9]{13}")) {
            return false;
        }
        Instant signed = Instant.ofEpochMilli(Long.parseLong(timestamp));
        return Duration.between(signed, clock.instant()).abs().compareTo(WINDOW) <= 0;
    }

    @Override
    public PushReply reply(RawMessage push, PushReply.Result result) {
        boolean taken = result == PushReply.Result.TAKEN;
        ObjectNode json =
                StrictJson.object().put("return_code", taken ? "0000" : "1000").put("return_msg", taken ? "成功" : "失败");
        return PushReply.json(result == PushReply.Result.AGAIN ? 503 : 200, Bytes.of(StrictJson.write(json)));
    }

    @Override
    public CarrierReason reason(Refusal refusal) {
        return ERRORS.reason(refusal.code());
    }

    @Override
    public Money price(DeliveryOrder order, int grams) {
        Require.that(grams >= 1 && grams <= 30_000, "weight", "must be 1 to 30000 g");
        ObjectNode body = StrictJson.object()
                .put("businessType", Integer.toString(account.product()))
                .put("weight", BigDecimal.valueOf(grams, 3))
                .put("searchPrice", "1")
                .put("consignedTime", Scans.local(clock.instant()));
        body.set("srcAddress", place(order.sender().address()));
        body.set("destAddress", place(order.recipient().address()));
        return line.read(PRICE, () -> {
            List<Members> offers = done(PRICE, body).objects("deliverTmDto", offer -> offer);
            if (offers.size() != 1) {
                throw new MalformedMessageException(FORMAT, "must offer one product");
            }
            JsonNode fee = offers.get(0).object().path("fee");
            if (!fee.isNumber()) {
                throw new MalformedMessageException(FORMAT, "must name a fee");
            }
            return Money.yuan(fee.decimalValue().toPlainString());
        });
    }

    private static ObjectNode place(PostalAddress at) {
        return StrictJson.object()
                .put("province", at.province())
                .put("city", at.city())
                .put("district", at.county())
                .put("address", at.detail());
    }

    @Override
    public PickupTimes pickup(PostalAddress from) {
        ObjectNode body = StrictJson.object()
                .put("address", from.oneLine())
                .put("addressType", 1)
                .put("sendTime", Scans.local(clock.instant()))
                .put("sysCode", "bsp")
                .put("version", "V1.1");
        return line.read(PICKUP, () -> {
            Members times = done(PICKUP, body);
            return new PickupTimes(times.truth("status"), time(times, "startTm"), time(times, "endTm"));
        });
    }

    private static @Nullable LocalTime time(Members times, String name) {
        try {
            return times.optionalText(name)
                    .map(text -> LocalTime.parse(text, HOUR_MINUTE))
                    .orElse(null);
        } catch (DateTimeException e) {
            throw new MalformedMessageException(FORMAT, "has a time that is none");
        }
    }

    /** By the account's template ({@code COM_RECE_CLOUD_PRINT_WAYBILLS} 2.0); unsupported without one. */
    @Override
    public CarrierLabel label(Waybill waybill) {
        String template = account.labelTemplate();
        if (template == null) {
            throw CarrierReason.unsupported(NAME, "label");
        }
        ObjectNode body = StrictJson.object()
                .put("templateCode", template)
                .put("version", "2.0")
                .put("fileType", "pdf")
                .put("sync", true);
        body.putArray("documents").addObject().put("masterWaybillNo", waybill.waybillNumber());
        LabelFile file = line.read(PRINT, () -> labelFile(send(PRINT, body), waybill));
        return labels.fetch(file.url(), Map.of("x-auth-token", List.of(file.token())));
    }

    /** Where a label lies, and what opens it. */
    private record LabelFile(String url, String token) {
        LabelFile {
            Require.that(TOKEN.matcher(token).matches(), "token", "must be of visible characters");
        }
    }

    private static LabelFile labelFile(Members reply, Waybill waybill) {
        String code = reply.text("apiResultCode");
        if (!code.equals(ACCEPTED)) {
            throw ERRORS.error(PRINT, code);
        }
        Members result = Scans.object(reply, "apiResultData");
        if (!result.truth("success")) {
            throw ERRORS.error(PRINT, Scans.text(result, "errorCode").orElse("-"));
        }
        List<Members> files = result.object("obj").objects("files", file -> file);
        if (files.size() != 1 || !files.get(0).text("waybillNo").equals(waybill.waybillNumber())) {
            throw new MalformedMessageException(FORMAT, "is not about the one label that was asked for");
        }
        return new LabelFile(files.get(0).text("url"), files.get(0).text("token"));
    }

    /** The code of the platform when it did not pass the request on, else the code of the service. */
    private record Result(String code, @Nullable Members found) {
        boolean isDone() {
            return found != null;
        }

        Members data() {
            return Require.present(found, "result");
        }
    }

    private Members done(String service, ObjectNode body) throws LostAnswerException {
        Result result = call(service, body);
        if (!result.isDone()) {
            throw ERRORS.error(service, result.code());
        }
        return result.data();
    }

    private Result call(String service, ObjectNode body) throws LostAnswerException {
        Members reply = send(service, body);
        String code = reply.text("apiResultCode");
        if (!code.equals(ACCEPTED)) {
            return new Result(code, null);
        }
        Members result = Scans.object(reply, "apiResultData");
        String error = result.text("errorCode");
        return result.truth("success") && error.equals(DONE)
                ? new Result(error, Scans.object(result, "msgData"))
                : new Result(requireError(error), null);
    }

    private Members send(String service, ObjectNode body) throws LostAnswerException {
        String message = new String(StrictJson.write(body), UTF_8);
        String timestamp = Long.toString(clock.millis());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("partnerID", account.partnerId());
        form.put("requestID", UUID.randomUUID().toString());
        form.put("serviceCode", service);
        form.put("timestamp", timestamp);
        form.put("msgDigest", digest.of(message, timestamp));
        form.put("msgData", message);
        return line.post(address, form);
    }

    private static String requireError(String code) {
        if (code.equals(DONE)) {
            throw new MalformedMessageException(FORMAT, "says both yes and no");
        }
        return code;
    }
}
