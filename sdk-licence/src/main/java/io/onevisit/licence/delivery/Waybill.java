package io.onevisit.licence.delivery;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * What the carrier gave for an order (运单).
 *
 * @param orderNumber the department's number
 * @param waybillNumber the carrier's number, 1 to 64 letters, digits and hyphens
 */
public record Waybill(String orderNumber, String waybillNumber) {
    private static final Pattern WAYBILL_NUMBER = Pattern.compile("[0-9A-Za-z-]{1,64}");

    public Waybill {
        DeliveryOrder.requireOrderNumber(orderNumber);
        Require.that(
                WAYBILL_NUMBER
                        .matcher(Require.present(waybillNumber, "waybill number"))
                        .matches(),
                "waybill number",
                "must be 1 to 64 letters, digits and hyphens");
    }
}
