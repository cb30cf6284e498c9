package io.onevisit.examples.sandbox.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Kuaidi100: forms signed by MD5, orders remembered by their number unless {@code reorder} is left out. */
final class Kuaidi100Simulator extends Simulator {
    static final String KEY = "sandboxKey";
    static final String SECRET = "sandbox-secret";
    static final String CUSTOMER = "SANDBOXCUSTOMER";
    static final String SALT = "sandbox-salt";
    static final String COMPANY = "zhongtong";

    /** The code of a yes to an order that was placed before; public clients take it for one. */
    private static final int TAKEN_BEFORE = 30_011;

    private int copies;

    @Override
    String answer(Map<String, String> form) {
        String param = form.getOrDefault("param", "");
        if (form.containsKey("customer")) {
            return form.getOrDefault("sign", "").equals(md5(param + KEY + CUSTOMER))
                    ? query(json(param).get("num").textValue())
                    : badSignature(text(object().put("result", false).put("returnCode", "503")));
        }
        if (!form.getOrDefault("sign", "").equals(md5(param + form.get("t") + KEY + SECRET))) {
            return badSignature(reply(false, 503));
        }
        if (suffers(CarrierFault.REFUSAL)) {
            return reply(false, 400);
        }
        if (suffers(CarrierFault.UNKNOWN_CODE)) {
            return reply(false, 77_777);
        }
        JsonNode body = json(param);
        return switch (form.getOrDefault("method", "")) {
            case "order" -> create((ObjectNode) body);
            case "cancel" -> cancel(body);
            case "price" -> price();
            default -> reply(false, 404);
        };
    }

    private String create(ObjectNode order) {
        boolean remembers =
                order.path("reorder").isBoolean() && !order.path("reorder").booleanValue();
        String number = order.get("orderId").textValue();
        boolean again = remembers && knows(number);
        Parcel parcel = take(remembers ? number : number + "-copy" + ++copies, order);
        ObjectNode data = object();
        data.set("kuaidinum", id(parcel.waybillNumber()));
        data.put("kdComOrderNum", empty("C-" + parcel.waybillNumber()));
        return done(again ? TAKEN_BEFORE : 200, data);
    }

    private String cancel(JsonNode body) {
        List<Parcel> found = byWaybill(body.get("kuaidinum").textValue());
        boolean known = found.size() == 1
                && body.path("orderId")
                        .asText()
                        .equals(empty("C-" + found.get(0).waybillNumber()));
        return known && found.get(0).cancel() ? reply(!suffers(CarrierFault.HALF_YES), 200) : reply(false, 70_001);
    }

    private String price() {
        ObjectNode data = object().put("kuaidicom", COMPANY);
        ArrayNode combos = data.putArray("combos");
        combos.addObject().put("price", 11.5).put("expType", "标准快递");
        combos.addObject().put("price", 9.8).put("expType", "经济");
        return done(200, data);
    }

    private String done(int code, ObjectNode data) {
        ObjectNode reply = object().put("success", !suffers(CarrierFault.HALF_YES))
                .put("code", code)
                .put("message", "success");
        if (suffers(CarrierFault.EMPTY_RESULT) || suffers(CarrierFault.NULL_RESULT)) {
            reply.put("data", result(data));
        } else {
            reply.set("data", data);
        }
        return text(reply);
    }

    private static String reply(boolean success, int code) {
        return text(object().put("success", success).put("code", code).put("message", "张三丰 13800138000"));
    }

    private String query(String waybillNumber) {
        List<Parcel> found = byWaybill(waybillNumber);
        if (suffers(CarrierFault.REFUSAL) || found.isEmpty()) {
            return text(object().put("result", false).put("returnCode", "500").put("message", "查询无结果"));
        }
        if (suffers(CarrierFault.UNKNOWN_CODE)) {
            return text(object().put("result", false).put("returnCode", "77777").put("message", "?"));
        }
        return text(result(found.get(0)));
    }

    private ObjectNode result(Parcel parcel) {
        ObjectNode result = object().put("message", "ok").put("com", COMPANY).put("status", "200");
        result.set("nu", id(parcel.waybillNumber()));
        ArrayNode data = result.putArray("data");
        for (int i = parcel.scans().size() - 1; i >= 0; i--) {
            Parcel.Scan scan = parcel.scans().get(i);
            data.addObject()
                    .put("context", empty(scan.text()))
                    .put("time", scan.time())
                    .put("ftime", suffers(CarrierFault.EMPTY_MEMBERS) ? null : scan.time())
                    .put("statusCode", scan.code());
        }
        return result;
    }

    @Override
    public synchronized String push(String orderNumber) {
        ObjectNode message = object().put("status", "polling").put("message", "");
        message.set("lastResult", result(parcel(orderNumber)));
        String param = text(message);
        return "sign=" + md5(param + SALT) + "&param=" + URLEncoder.encode(param, UTF_8);
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
            return String.format("%032x", new BigInteger(1, digest)).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
