package io.onevisit.licence.delivery.carrier;

import io.onevisit.core.internal.Require;
import io.onevisit.licence.delivery.CarrierReason;
import io.onevisit.licence.delivery.DeliveryState;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A customer's account with the EMS open platform (协议客户). {@code toString} shows the customer number only.
 *
 * <p>EMS gives the list of its codes to contract customers only. The few that public clients agree on are built in; the
 * department adds what its own documents say. Codes in neither are {@link CarrierReason#UNKNOWN} and
 * {@link DeliveryState#UNKNOWN}.
 *
 * @param senderNo customer number (协议客户号)
 * @param authorization authorisation code (授权码)
 * @param signKey key (签名钥匙): 16 octets in Base64
 * @param product product (业务产品分类): 1 express, 10 standard express ...
 * @param refusals what codes by which EMS says no mean
 * @param states what codes of operations mean
 */
public record EmsAccount(
        String senderNo,
        String authorization,
        String signKey,
        String product,
        Map<String, CarrierReason> refusals,
        Map<String, DeliveryState> states) {
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z]{1,32}");

    public EmsAccount {
        Require.that(
                NUMBER.matcher(Require.present(senderNo, "customer number")).matches(),
                "customer number",
                "must be 1 to 32 letters and digits");
        Require.text(authorization, "authorisation code", 128);
        Require.that(isKey(Require.present(signKey, "sign key")), "sign key", "must be 16 octets in Base64");
        Require.text(product, "product", 8);
        refusals = Map.copyOf(Require.present(refusals, "refusals"));
        states = Map.copyOf(Require.present(states, "states"));
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "EmsAccount[" + senderNo + "]";
    }
}
