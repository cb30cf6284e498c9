package io.onevisit.examples.sandbox.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** SF: forms signed by MD5 and a checkword, two layers of codes, results that are JSON in a text. */
final class SfSimulator extends Simulator {
    static final String PARTNER = "SANDBOX";
    static final String CHECKWORD = "sandbox-checkword";
    static final String MONTHLY_CARD = "7551234567";

    static final String TEMPLATE = "fm_150_standard_SANDBOX";
    static final String LABEL_TOKEN = "AUTH_sandbox";

    private final Clock clock;
    private final Supplier<URI> labels;

    SfSimulator(Clock clock, Supplier<URI> labels) {
        this.clock = clock;
        this.labels = labels;
    }

    @Override
    String waybillNumber(long number) {
        return "SF" + number;
    }

    @Override
    String answer(Map<String, String> form) {
        String message = form.getOrDefault("msgData", "");
        if (!form.getOrDefault("partnerID", "").equals(PARTNER)
                || !form.getOrDefault("msgDigest", "").equals(digest(message, form.getOrDefault("timestamp", "")))) {
            return badSignature(envelope("A1006", ""));
        }
        if (suffers(CarrierFault.REFUSAL)) {
            return no("1014");
        }
        if (suffers(CarrierFault.UNKNOWN_CODE)) {
            return no("99999");
        }
        JsonNode body = json(message);
        return switch (form.getOrDefault("serviceCode", "")) {
            case "EXP_RECE_CREATE_ORDER" -> create((ObjectNode) body);
            case "EXP_RECE_SEARCH_ORDER_RESP" -> search(body.get("orderId").textValue());
            case "EXP_RECE_UPDATE_ORDER" -> cancel(body);
            case "EXP_RECE_SEARCH_ROUTES" ->
                track(body.get("trackingNumber").get(0).textValue());
            case "EXP_RECE_QUERY_DELIVERTM" -> price();
            case "COM_RECE_CLOUD_PRINT_WAYBILLS" -> print(body);
            case "EXP_EXCE_CHECK_PICKUP_TIME" ->
                yes(object().put("status", true).put("startTm", "0800").put("endTm", "2200"));
            default -> envelope("A1004", "");
        };
    }

    private String create(ObjectNode order) {
        String orderNumber = order.get("orderId").textValue();
        if (knows(orderNumber)) {
            return no("8016");
        }
        for (JsonNode party : order.get("contactInfoList")) {
            if (party.path("county").asText().isEmpty()) {
                return no("1014");
            }
        }
        return yes(created(take(orderNumber, order)));
    }

    /** With {@code filterResult}: 2 is served, 3 is not. */
    private ObjectNode created(Parcel parcel) {
        ObjectNode created = object().put("orderId", orderIn(parcel.orderNumber()))
                .put("filterResult", suffers(CarrierFault.HALF_YES) ? 3 : 2);
        ArrayNode numbers = created.putArray("waybillNoInfoList");
        numbers.addObject().put("waybillType", 1).set("waybillNo", id(parcel.waybillNumber()));
        return created;
    }

    private String search(String orderNumber) {
        if (!knows(orderNumber)) {
            return no("8024");
        }
        ObjectNode found = created(parcel(orderNumber));
        return yes(found.put("filterResult", found.get("filterResult").asText())); // a text here, a number there
    }

    private String cancel(JsonNode body) {
        Parcel parcel = parcel(body.get("orderId").textValue());
        if (parcel.isCancelled()) {
            return no("8037");
        }
        if (suffers(CarrierFault.HALF_YES)) {
            return yes(object().put("orderId", parcel.orderNumber()).put("resStatus", 1));
        }
        return parcel.cancel()
                ? yes(object().put("orderId", parcel.orderNumber()).put("resStatus", 2))
                : no("8252");
    }

    private String track(String waybillNumber) {
        ObjectNode result = object();
        ArrayNode parcels = result.putArray("routeResps");
        for (Parcel parcel : byWaybill(waybillNumber)) {
            ObjectNode found = parcels.addObject();
            found.set("mailNo", id(parcel.waybillNumber()));
            ArrayNode routes = found.putArray("routes");
            parcel.scans()
                    .forEach(scan -> routes.addObject()
                            .put("opCode", scan.code())
                            .put("acceptTime", scan.time())
                            .put("acceptAddress", empty("杭州市"))
                            .put("remark", empty(scan.text())));
        }
        return yes(result);
    }

    /** Without {@code errorCode} and {@code msgData}, unlike the other services. */
    private String print(JsonNode body) {
        String waybillNumber =
                body.get("documents").get(0).get("masterWaybillNo").textValue();
        boolean known = body.get("templateCode").textValue().equals(TEMPLATE)
                && !byWaybill(waybillNumber).isEmpty();
        if (!known) {
            return envelope("A1000", text(object().put("success", false).put("errorCode", "8247")));
        }
        ObjectNode result = object().put("requestId", "0001").put("success", true);
        ObjectNode label = result.putObject("obj").put("fileType", "pdf").put("templateCode", TEMPLATE);
        ObjectNode file = label.putArray("files").addObject().put("pageNo", 1).put("token", LABEL_TOKEN);
        file.put("url", labelAddress(labels.get(), waybillNumber));
        file.set("waybillNo", id(waybillNumber));
        return envelope("A1000", result(result));
    }

    private String price() {
        ObjectNode result = object();
        result.putArray("deliverTmDto").addObject().put("businessType", "1").put("fee", 18.0);
        return yes(result);
    }

    private String yes(ObjectNode data) {
        ObjectNode result = object().put("success", true).put("errorCode", "S0000");
        result.putNull("errorMsg");
        result.set("msgData", data);
        return envelope("A1000", result(result));
    }

    private String no(String code) {
        ObjectNode result =
                object().put("success", false).put("errorCode", code).put("errorMsg", "张三丰 13800138000");
        result.putNull("msgData");
        return envelope("A1000", text(result));
    }

    private static String envelope(String code, @Nullable String data) {
        return text(object().put("apiErrorMsg", "")
                .put("apiResponseID", "0001")
                .put("apiResultCode", code)
                .put("apiResultData", data));
    }

    @Override
    public synchronized String push(String orderNumber) {
        Parcel parcel = parcel(orderNumber);
        ObjectNode message = object();
        ArrayNode routes = message.putObject("Body").putArray("WaybillRoute");
        parcel.scans().forEach(scan -> {
            ObjectNode route = routes.addObject();
            route.set("mailno", id(parcel.waybillNumber()));
            route.put("orderid", empty(parcel.orderNumber()))
                    .put("opCode", scan.code())
                    .put("acceptTime", scan.time())
                    .put("acceptAddress", empty("杭州市"))
                    .put("remark", empty(scan.text()));
        });
        String data = text(message);
        String time = Long.toString(clock.millis());
        return String.join(
                "&",
                List.of(
                        "partnerID=" + PARTNER,
                        "serviceCode=RoutePushService",
                        "timestamp=" + time,
                        "msgDigest=" + encoded(digest(data, time)),
                        "msgData=" + encoded(data)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String digest(String message, String timestamp) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(encoded(message).getBytes(UTF_8));
            md5.update(encoded(timestamp).getBytes(UTF_8));
            md5.update(encoded(CHECKWORD).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(md5.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
