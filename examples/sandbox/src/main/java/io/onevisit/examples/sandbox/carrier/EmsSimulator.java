package io.onevisit.examples.sandbox.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** EMS: messages wrapped by SM4, results that are JSON in a text. */
final class EmsSimulator extends Simulator {
    static final String SENDER = "1100000000001";
    static final String AUTHORIZATION = "sandbox-authorization";
    static final String KEY = "c2FuZGJveC1lbXMta2V5IQ==";

    private final Supplier<URI> labels;
    private final AtomicInteger serial = new AtomicInteger();

    EmsSimulator(Supplier<URI> labels) {
        this.labels = labels;
    }

    @Override
    String answer(Map<String, String> form) {
        String plain = opened(form.getOrDefault("logitcsInterface", ""));
        if (!form.getOrDefault("authorization", "").equals(AUTHORIZATION)
                || !form.getOrDefault("senderNo", "").equals(SENDER)
                || !plain.endsWith(KEY)) {
            return badSignature(reply("B00090", ""));
        }
        if (suffers(CarrierFault.REFUSAL)) {
            return reply("B00042", "");
        }
        if (suffers(CarrierFault.UNKNOWN_CODE)) {
            return reply("ZZ-999", "");
        }
        JsonNode body = json(plain.substring(0, plain.length() - KEY.length()));
        return switch (form.getOrDefault("apiCode", "")) {
            case "020003" -> create((ObjectNode) body.get(0));
            case "020006" -> cancel(body);
            case "040001" -> track(body.get("waybillNo").textValue());
            case "010004" ->
                reply("00000", labelAddress(labels.get(), body.get("waybillNo").textValue()));
            case "030005" ->
                reply(
                        "00000",
                        result(object().put(
                                        "status", body.get("county").textValue().equals("西湖区") ? "0" : "1")));
            case "050005" ->
                reply("00000", result(suffers(CarrierFault.HALF_YES) ? object() : object().put("totalFee", "12.50")));
            default -> reply("B00001", "");
        };
    }

    private String create(ObjectNode order) {
        Parcel parcel = take(order.get("logisticsOrderNo").textValue(), order);
        ObjectNode created = object();
        created.set("waybillNo", id(parcel.waybillNumber()));
        created.put("logisticsOrderNo", orderIn(parcel.orderNumber()));
        return reply("00000", result(created));
    }

    private String cancel(JsonNode body) {
        boolean done = parcel(body.get("logisticsOrderNo").textValue()).cancel();
        return done ? reply("00000", "") : reply("B00077", "");
    }

    private String track(String waybillNumber) {
        ObjectNode result = object();
        result.set("responseItems", items(byWaybill(waybillNumber).get(0)));
        return reply("00000", result(result));
    }

    private ArrayNode items(Parcel parcel) {
        ArrayNode items = object().putArray("items");
        for (Parcel.Scan scan : parcel.scans()) {
            ObjectNode item = items.addObject();
            item.set("waybillNo", id(parcel.waybillNumber()));
            item.put("opCode", scan.code())
                    .put("opTime", scan.time())
                    .put("opDesc", empty(scan.text()))
                    .put("opName", empty("扫描"));
        }
        return items;
    }

    private static String reply(String code, String body) {
        return text(
                object().put("retCode", code).put("retMsg", "张三丰 13800138000").put("retBody", body));
    }

    @Override
    public synchronized String push(String orderNumber) {
        String message = text(object().set("responseItems", items(parcel(orderNumber))));
        return "apiCode=040002&senderNo=" + SENDER + "&serialNo=S" + serial.incrementAndGet() + "&logitcsInterface="
                + URLEncoder.encode(
                        "|$4|"
                                + Base64.getEncoder()
                                        .encodeToString(sm4(Cipher.ENCRYPT_MODE, (message + KEY).getBytes(UTF_8))),
                        UTF_8);
    }

    private static String opened(String text) {
        return text.startsWith("|$4|")
                ? new String(sm4(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(text.substring(4))), UTF_8)
                : "";
    }

    /** By the provider's own cipher, not by the classes that the library uses. */
    private static byte[] sm4(int mode, byte[] octets) {
        try {
            Cipher cipher = Cipher.getInstance("SM4/ECB/PKCS5Padding", new BouncyCastleProvider());
            cipher.init(mode, new SecretKeySpec(Base64.getDecoder().decode(KEY), "SM4"));
            return cipher.doFinal(octets);
        } catch (GeneralSecurityException e) {
            return new byte[0];
        }
    }
}
