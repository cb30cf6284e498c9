package io.onevisit.payment.qr;

import io.onevisit.core.internal.Require;
import java.util.Optional;

/**
 * A merchant's account at UnionPay (银联商户账户), EMV QRCPS MPM ID 15, as public UnionPay International test codes have it:
 * acquirer, forwarding institution, merchant.
 *
 * @param acquirerIin 8 digits (收单机构代码)
 * @param forwardingIin 8 digits (转发机构代码)
 * @param merchantId 15 common characters (商户代码)
 */
public record UnionPayAccount(String acquirerIin, String forwardingIin, String merchantId) {
    private static final int IIN = 8;
    private static final int MERCHANT_ID = 15;

    public UnionPayAccount {
        Require.that(EmvText.isDigits(Require.present(acquirerIin, "acquirer"), IIN), "acquirer", "must be 8 digits");
        Require.that(
                EmvText.isDigits(Require.present(forwardingIin, "forwarding institution"), IIN),
                "forwarding institution",
                "must be 8 digits");
        Require.that(isMerchantId(Require.present(merchantId, "merchant id")), "merchant id", "must be 15 characters");
    }

    private static boolean isMerchantId(String value) {
        return value.length() == MERCHANT_ID && EmvText.isCommon(value);
    }

    static Optional<UnionPayAccount> find(EmvObject account) {
        String value = account.value();
        return isAccount(value)
                ? Optional.of(new UnionPayAccount(
                        value.substring(0, IIN), value.substring(IIN, 2 * IIN), value.substring(2 * IIN)))
                : Optional.empty();
    }

    static boolean isAccount(String value) {
        return value.length() == 2 * IIN + MERCHANT_ID
                && EmvText.isDigits(value.substring(0, 2 * IIN), 2 * IIN)
                && isMerchantId(value.substring(2 * IIN));
    }

    /** The data object, ID 15. */
    public EmvObject toObject() {
        return new EmvObject("15", acquirerIin + forwardingIin + merchantId);
    }
}
