package io.onevisit.payment.qr;

import io.onevisit.core.Rule;

/** What is asked of a scanned payment code. */
final class PaymentQrRules {
    private static final String CLAUSE = "OneVisit signed payment QR";

    static final Rule FORM = new Rule(
            "PAYMENT_QR_FORM",
            CLAUSE + " form",
            "是本平台签名缴款码格式",
            "it is of the signed form, each parameter once and in order");
    static final Rule SCHEME = new Rule(
            "PAYMENT_QR_SCHEME", CLAUSE + " 00", "是缴款码而非其他支付网络的码", "the code is of ours, not of another network");
    static final Rule ACCOUNT = new Rule(
            "PAYMENT_QR_ACCOUNT", CLAUSE + " 26", "账户与签名中的收款单位一致", "the account is that of the payee who signed");
    static final Rule ADDRESS =
            new Rule("PAYMENT_QR_ADDRESS", CLAUSE + " address", "网址属于该收款单位", "the address is one of that payee's");
    static final Rule PAYEE = new Rule("PAYMENT_QR_PAYEE", CLAUSE + " p", "收款单位可信", "the payee is one that is trusted");
    static final Rule KEY = new Rule("PAYMENT_QR_KEY", CLAUSE + " k", "签名密钥属于该收款单位", "the key belongs to that payee");
    static final Rule SIGNATURE =
            new Rule("PAYMENT_QR_SIGNATURE", CLAUSE + " s", "收款单位签名有效", "the payee's signature is good");
    static final Rule EXPIRY = new Rule("PAYMENT_QR_EXPIRY", CLAUSE + " e", "缴款码在有效期内", "the code has not expired");

    private PaymentQrRules() {}
}
