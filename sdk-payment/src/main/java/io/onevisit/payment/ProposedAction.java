package io.onevisit.payment;

/** What is proposed to a person about money that does not simply pay a bill (建议处理). */
public enum ProposedAction {
    /** Give it back. */
    REFUND("退款", "give it back"),
    /** Give it back, or accept it by hand with a reason. */
    REFUND_OR_ACCEPT("退款，或说明理由后人工确认入账", "give it back, or accept it by hand with a reason"),
    /** Claim it for a bill with a reason, or have the platform give it back. */
    CLAIM("认领到对应的缴款单并说明理由，或请平台退回", "claim it for a bill with a reason, or have the platform give it back"),
    /** It went to somebody else: have the platform clear it. */
    ASK_PLATFORM("收款单位不符，请平台核实更正", "it went to another payee: have the platform put that right"),
    /** The refund came back: check the payer's account and give it back under a new number. */
    REFUND_AGAIN("退款被退回，核对收款账户后用新的退款单号重新退款", "the refund came back: check the account, then refund under a new number"),
    /** The bank took the money back: undo what was done for it, and do not refund it. */
    UNDO("银行已冲正，撤销据此办理的业务，不再退款", "the bank took it back: undo what was done for it, and do not refund it"),
    /** The platform contradicts itself: compare its books with ours. */
    COMPARE("平台答复与已验证的通知不一致，请与平台核对", "the platform contradicts what it has signed: compare the books with it"),
    /** This system's clock and the platform's are apart: mend the clock before notices and calls are refused. */
    SET_CLOCK(
            "核对本系统与平台的时钟（时间同步服务）", "the clocks are apart: check the time service of this system, then the platform's");

    private final String zh;
    private final String en;

    ProposedAction(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** The proposal in Chinese. */
    public String zh() {
        return zh;
    }

    /** The proposal in English. */
    public String en() {
        return en;
    }
}
