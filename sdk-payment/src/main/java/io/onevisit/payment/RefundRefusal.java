package io.onevisit.payment;

import io.onevisit.core.Refusal;

/** Why a refund is refused before anything is sent (退款拒绝原因); the names are the codes of {@link Refusal#code()}. */
public enum RefundRefusal {
    /** More than what is left of the payment. */
    REFUND_OVER("退款金额超过可退余额", "more than what is left of the payment"),
    /** What is left of the payment is not what the caller saw. */
    PRECONDITION("可退余额已变化，请重新查询", "what is left of the payment has changed: look again"),
    /** The channel gives nothing back so long after the payment. */
    REFUND_WINDOW("已超过该渠道的退款期限", "too late for the channel of the payment"),
    /** The channel gives nothing back in so many parts, or the order holds no more refunds (some hundred). */
    REFUND_COUNT("已达到退款次数上限", "it is given back in no more parts"),
    /** The channel wants a pause between two refunds of a payment. */
    REFUND_INTERVAL("距上一次退款时间过短", "too soon after the last refund of the payment"),
    /** A fiscal receipt stands; it must be cancelled by a red-letter receipt first. */
    RECEIPT_ISSUED("已开具财政票据，须先开具红字票据", "a fiscal receipt stands: cancel it by a red-letter receipt first"),
    /** The money went to another payee, who alone can give it back. */
    OTHER_PAYEE("款项属于其他收款单位", "the money went to another payee"),
    /** The bank has taken the payment back itself. */
    REVERSED("银行已冲正，款项已退还缴款人", "the bank took the payment back: the payer has the money");

    private final String zh;
    private final String en;

    RefundRefusal(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** The reason in Chinese. */
    public String zh() {
        return zh;
    }

    /** The reason in English. */
    public String en() {
        return en;
    }

    Refusal refusal() {
        return new Refusal(name(), en, null);
    }
}
