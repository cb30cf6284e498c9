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
 * @param destination where it is handed over
 */
public record DeliveryOrder(
        String orderNumber,
        CaseNumber caseNumber,
        Party sender,
        Party recipient,
        String content,
        Payer payer,
        Destination destination) {
    private static final Pattern ORDER_NUMBER = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{2,62}[0-9A-Za-z]");

    /** Who pays the carrier (付费方). */
    public enum Payer {
        /** The department, by its monthly account (寄付月结): free to the citizen. */
        DEPARTMENT,
        /** The citizen, in cash to the courier (现付): on delivery, or when old documents are collected. */
        CITIZEN
    }

    /** Where the recipient gets it (投递方式). */
    public enum Destination {
        /** At the address. */
        DOOR,
        /** From a locker near the address, by pick-up code (智能快件箱). */
        LOCKER,
        /** At a counter near the address, by pick-up code (自提点). */
        COUNTER,
        /** At the office, to which the citizen sends old documents back: see {@link DeliveryOrder#back}. */
        OFFICE
    }

    public DeliveryOrder {
        requireOrderNumber(orderNumber);
        Require.present(caseNumber, "case number");
        Require.present(sender, "sender");
        Require.present(recipient, "recipient");
        Require.text(content, "content", 100);
        Require.present(payer, "payer");
        Require.present(destination, "destination");
    }

    /** An order to the recipient's door. */
    public DeliveryOrder(
            String orderNumber, CaseNumber caseNumber, Party sender, Party recipient, String content, Payer payer) {
        this(orderNumber, caseNumber, sender, recipient, content, payer, Destination.DOOR);
    }

    /**
     * The second leg: what the citizen gives back, such as the licence that this result replaces, from the recipient to
     * the office (旧证回寄). It is an order of its own with the same payer, to be posted together with this one.
     *
     * @param returnNumber its own order number
     * @param oldDocuments what comes back, as in {@code content}
     */
    public DeliveryOrder back(String returnNumber, String oldDocuments) {
        Require.that(!orderNumber.equals(returnNumber), "order number", "must be another one for the way back");
        return new DeliveryOrder(
                returnNumber,
                caseNumber,
                /* sender= */ recipient,
                /* recipient= */ sender,
                oldDocuments,
                payer,
                Destination.OFFICE);
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
