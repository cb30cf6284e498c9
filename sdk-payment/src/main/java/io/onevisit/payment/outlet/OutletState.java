package io.onevisit.payment.outlet;

/** What became of money taken at an outlet (代收状态), with a sentence that tells a teller what to do. */
public enum OutletState {
    /** Stored here, and being told to the platform. */
    SENDING("正在上送平台，请稍候。", "Being told to the platform: wait."),
    /** The platform has it on its books. */
    CONFIRMED("已确认，请交付凭证。", "Confirmed: hand over the receipt."),
    /** Taken within the offline limits and not confirmed yet; it is forwarded by itself. */
    TAKEN("已收款，尚未确认；恢复后自动上送。", "Taken, not yet confirmed: it is forwarded by itself."),
    /** The platform may have it or not; it is asked by itself. */
    UNKNOWN(
            "结果未知，请暂存款项，等待查询结果；请勿交付凭证。",
            "Not known yet: hold the money, hand over no receipt; the platform is asked by itself."),
    /** Refused before the payer left: no money is kept. Final. */
    REFUSED("未收款，请将款项当场退还缴款人。", "Not collected: give the money back at once."),
    /** Taken, and refused when it was forwarded or given back by hand: the money must go back to the payer. */
    TO_RETURN(
            "上送后被拒绝或经人工决定退还，请通知缴款人并退还款项。",
            "Refused later, or given back by hand: tell the payer and return the money."),
    /** Gone back to the payer. Final, unless a person gave it back and the platform has it after all. */
    RETURNED("款项已退还缴款人。", "The money was returned to the payer."),
    /** Confirmed, and its reversal is under way. */
    REVERSING("正在冲正，请暂勿退款。", "Being reversed: do not give the money out yet."),
    /** Confirmed, then reversed. Final. */
    REVERSED("已冲正，请将款项退还缴款人。", "Reversed: give the money back.");

    private final String zh;
    private final String en;

    OutletState(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** What to do, in Chinese. */
    public String zh() {
        return zh;
    }

    /** What to do, in English. */
    public String en() {
        return en;
    }

    /** True while it is not known whether the platform has the collection. */
    public boolean isOpen() {
        return this == SENDING || this == TAKEN || this == UNKNOWN;
    }

    /** True when somebody or something still has to act before the day is clear. */
    public boolean isUnsettled() {
        return isOpen() || this == TO_RETURN || this == REVERSING;
    }

    /** True while the platform has the collection or may have it: nobody else may be let pay by its code. */
    boolean holdsCode() {
        return isOpen() || this == CONFIRMED || this == REVERSING;
    }

    /** True when no money is kept and the platform never had any. */
    boolean isVoid() {
        return this == REFUSED || this == RETURNED;
    }
}
