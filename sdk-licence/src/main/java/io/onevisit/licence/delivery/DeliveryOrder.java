package io.onevisit.licence.delivery;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * What is to be posted (寄递订单). {@code toString} shows the numbers only.
 *
 * @param orderNumber the department's own, under which the carrier accepts it once however often it is told: 4 to 64
 *     letters, digits and hyphens
 * @param caseNumber the case whose result it is
 * @param sender the office
 * @param recipient the applicant
 * @param content what is in it, in a few words without personal data, at most 100 characters
 * @param payer who pays the carrier
 */
public record DeliveryOrder(
        String orderNumber, CaseNumber caseNumber, Party sender, Party recipient, String content, Payer payer) {
    private static final Pattern ORDER_NUMBER = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{2,62}[0-9A-Za-z]");

    /** Who pays the carrier (付费方). */
    public enum Payer {
        /** The department (寄付). */
        DEPARTMENT,
        /** The recipient, at the door (到付). */
        RECIPIENT
    }

    public DeliveryOrder {
        requireOrderNumber(orderNumber);
        Require.present(caseNumber, "case number");
        Require.present(sender, "sender");
        Require.present(recipient, "recipient");
        Require.text(content, "content", 100);
        Require.present(payer, "payer");
    }

    static String requireOrderNumber(String text) {
        Require.that(
                ORDER_NUMBER.matcher(Require.present(text, "order number")).matches(),
                "order number",
                "must be 4 to 64 letters, digits and hyphens");
        return text;
    }

    @Override
    public String toString() {
        return "DeliveryOrder[" + orderNumber + ", " + caseNumber + "]";
    }
}
