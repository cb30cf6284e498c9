package io.onevisit.payment.qr;

import io.onevisit.core.internal.Require;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a scanned code is (码的种类), told by how it begins. That says whose form it has, and nothing of whether it is genuine.
 */
public enum CodeKind {
    /** An EMV merchant-presented code; read it by {@link MerchantQr#read}. */
    EMV_MERCHANT("EMV 商户展示码", "EMV merchant-presented code", true, "0002.*"),
    /** An EMV consumer-presented code; read it by {@link ConsumerQr#read}. */
    EMV_CONSUMER("EMV 付款人展示码", "EMV consumer-presented code", true, "hQVDUFYw.*"),
    /** A WeChat Pay order (微信支付 Native 下单), for a payer to scan; good for two hours. */
    WECHAT_ORDER("微信支付订单码", "WeChat Pay order", true, "weixin://wxpay/bizpayurl\\?[ps]r=.+"),
    /** An Alipay order (支付宝预下单), for a payer to scan; the trade does not exist before. */
    ALIPAY_ORDER("支付宝订单码", "Alipay order", false, "https://qr\\.alipay\\.com/.+"),
    /** A payer's code of WeChat Pay (微信付款码): 18 digits. */
    WECHAT_PAYER("微信付款码", "WeChat Pay payer's code", false, "1[0-5]\\d{16}"),
    /** A payer's code of Alipay (支付宝付款码): 16 to 24 digits. */
    ALIPAY_PAYER("支付宝付款码", "Alipay payer's code", false, "(2[5-9]|30)\\d{14,22}"),
    /** A payer's code of UnionPay (银联付款码): 19 digits. */
    UNIONPAY_PAYER("银联付款码", "UnionPay payer's code", false, "62\\d{17}"),
    /** A SEPA credit transfer by the guideline EPC069-12; not read here. */
    EPC_TRANSFER("欧洲 EPC 转账码", "EPC credit transfer code", true, "BCD\\r?\\n00[12].*"),
    /** Any other text, our own signed address among them. */
    OTHER("其他", "another text", true, ".*");

    private static final List<CodeKind> ALL = List.of(values());

    private final String zh;
    private final String en;
    private final boolean confirmed;
    private final Pattern form;

    CodeKind(String zh, String en, boolean confirmed, String form) {
        this.zh = zh;
        this.en = en;
        this.confirmed = confirmed;
        this.form = Pattern.compile(form, Pattern.DOTALL);
    }

    /** What {@code text} is, by how it begins. */
    public static CodeKind of(String text) {
        Require.present(text, "text");
        for (CodeKind kind : ALL) {
            if (kind.form.matcher(text).matches()) {
                return kind;
            }
        }
        return OTHER;
    }

    /** Its name in Chinese. */
    public String zh() {
        return zh;
    }

    /** Its name in English. */
    public String en() {
        return en;
    }

    /** False where the form is told from usage and no public specification of it was found. */
    public boolean confirmed() {
        return confirmed;
    }
}
