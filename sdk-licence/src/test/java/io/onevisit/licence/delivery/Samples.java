package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.platform.RawMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order from a counter in Hangzhou to an applicant in the next district, and pushes about it. */
public final class Samples {
    static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    static final String ORDER_NUMBER = "D-20261121-0001";
    static final String WAYBILL_NUMBER = "1234567890123";

    private Samples() {}

    public static DeliveryOrder order() {
        return order("身份证件 1 份");
    }

    static DeliveryOrder order(String content) {
        return order(ORDER_NUMBER, content);
    }

    static DeliveryOrder order(String orderNumber, String content) {
        return new DeliveryOrder(
                orderNumber,
                new CaseNumber("330106-2026-000123"),
                party("杭州市西湖区政务服务中心", "0571-87654321", "文三路 1 号", null),
                party("张三丰", "13800138000", "体育场路 2 号 3 单元 401 室", "310006"),
                content,
                DeliveryOrder.Payer.DEPARTMENT);
    }

    private static Party party(String name, String phone, String detail, @Nullable String postcode) {
        return new Party(
                name, phone, new PostalAddress(DivisionCode.parse("330106"), "浙江省", "杭州市", "西湖区", detail, postcode));
    }

    static RawMessage push(String eventId, String state, String at) {
        return push(pushBody(ORDER_NUMBER, WAYBILL_NUMBER, eventId, state, at));
    }

    static RawMessage push(String body) {
        return new RawMessage(
                "POST",
                "https://office.example.gov.cn/inbound",
                Map.of("x-carrier", List.of("signed")),
                Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    static String pushBody(String orderNumber, String waybillNumber, String eventId, String state, String at) {
        return """
                {"type":"delivery.tracked","eventId":"%s","orderNumber":"%s","waybillNumber":"%s",\
                "state":"%s","at":"%s","place":"杭州转运中心 李四 13900139000"}""".formatted(eventId, orderNumber, waybillNumber, state, at);
    }
}
