package io.onevisit.licence.delivery;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the carrier gave for an order (运单).
 *
 * @param orderNumber the department's number
 * @param waybillNumber the carrier's number, 1 to 64 letters, digits and hyphens: of any country and with any check digit,
 *     which {@link io.onevisit.core.id.PostalItemNumber#explain} can tell about
 * @param reference what else the carrier wants to hear when it is asked about the order, or null; at most 128 characters
 */
public record Waybill(
        String orderNumber, String waybillNumber, @Nullable String reference) {
    private static final Pattern WAYBILL_NUMBER = Pattern.compile("[0-9A-Za-z-]{1,64}");

    public Waybill {
        DeliveryOrder.requireOrderNumber(orderNumber);
        requireWaybillNumber(waybillNumber);
        if (reference != null) {
            Require.text(reference, "carrier's reference", 128);
        }
    }

    /** A waybill of a carrier that needs to hear its number only. */
    public Waybill(String orderNumber, String waybillNumber) {
        this(orderNumber, waybillNumber, null);
    }

    static void requireWaybillNumber(String text) {
        Require.that(
                WAYBILL_NUMBER.matcher(Require.present(text, "waybill number")).matches(),
                "waybill number",
                "must be 1 to 64 letters, digits and hyphens");
    }
}
