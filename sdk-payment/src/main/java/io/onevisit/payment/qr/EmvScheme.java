package io.onevisit.payment.qr;

/**
 * A payment network whose accounts merchant-presented codes hold (支付网络), told by the ID or by the globally unique identifier
 * of the account.
 */
public enum EmvScheme {
    /** Visa, IDs 02 and 03. */
    VISA("Visa"),
    /** Mastercard, IDs 04 and 05. */
    MASTERCARD("Mastercard"),
    /** Discover, IDs 09 and 10. */
    DISCOVER("Discover"),
    /** American Express, IDs 11 and 12. */
    AMERICAN_EXPRESS("American Express"),
    /** JCB, IDs 13 and 14. */
    JCB("JCB"),
    /** UnionPay (银联), IDs 15 and 16; see {@link UnionPayAccount}. */
    UNIONPAY("UnionPay"),
    /** PayNow, Singapore: proxy type, proxy, whether the amount may be changed, expiry. */
    PAYNOW("PayNow"),
    /** SGQR, Singapore's label for codes of several networks. */
    SGQR("SGQR"),
    /** PromptPay credit transfer, Thailand: to one of mobile number, citizen or tax number, wallet. */
    PROMPTPAY("PromptPay"),
    /** Pix by BR Code, Brazil: a key or the address of a charge, or neither where there is a recurring payment in ID 80. */
    PIX("Pix"),
    /** FPS by HKQR, Hong Kong: to one of FPS identifier, mobile number, e-mail address. */
    FPS("FPS"),
    /** VietQR of NAPAS: bank and account or card, and which of the two. */
    VIETQR("VietQR"),
    /** KHQR of Bakong, Cambodia, IDs 29 and 30: an account at a bank. */
    KHQR("KHQR"),
    /** The Korean form with identifier {@code D4100000014010}; known from samples only. */
    KOREA("Korea");

    private final String en;

    EmvScheme(String en) {
        this.en = en;
    }

    /** The network's own name. */
    public String en() {
        return en;
    }
}
