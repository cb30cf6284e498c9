package io.onevisit.payment.reconcile;

/** The ways in which a bank's statement and our book differ (差异类型), and what to do about each. */
public enum DiscrepancyKind {
    /** The bank has money that we do not know of (长款). */
    LONG(
            "F30",
            "长款：银行有，我方无",
            "the bank has it, we do not",
            "查询缴款结果，补记或退款",
            "query the payment, then book it or refund it"),
    /** We have booked money that the bank does not list (短款). */
    SHORT(
            "F31",
            "短款：我方有，银行无",
            "we have it, the bank does not",
            "挂账，T+1至T+3日查询，经审批后冲正",
            "hold it, query for one to three days, then reverse it with approval"),
    /** Both have it, in different amounts (金额不符). */
    AMOUNT(
            "F32",
            "金额不符",
            "the amounts differ",
            "以银行凭证核实金额，更正或补退差额",
            "check the bank's voucher, then correct the book or refund the difference"),
    /** One keeps it, the other has given it back (状态不符). */
    STATE(
            "F32",
            "状态不符：一方已收，一方已冲正",
            "one side kept it, the other gave it back",
            "核实是否已冲正，更正账目后再办理业务",
            "find out whether it was given back, and correct the book before anything is done on it"),
    /** The bank has taken money for one code more often than we know (重复缴款). */
    DUPLICATE(
            "F02",
            "重复缴款：同一缴款码银行多收",
            "the bank has collected more than once for this code",
            "核实后将多收款项退还缴款人",
            "check it, then refund the surplus to the payer");

    private final String fault;
    private final String zh;
    private final String en;
    private final String actionZh;
    private final String actionEn;

    DiscrepancyKind(String fault, String zh, String en, String actionZh, String actionEn) {
        this.fault = fault;
        this.zh = zh;
        this.en = en;
        this.actionZh = actionZh;
        this.actionEn = actionEn;
    }

    /** The number of the fault in the project's fault list. */
    public String fault() {
        return fault;
    }

    /** What it is, in Chinese. */
    public String zh() {
        return zh;
    }

    /** What it is, in English. */
    public String en() {
        return en;
    }

    /** What to do, in Chinese. */
    public String actionZh() {
        return actionZh;
    }

    /** What to do, in English. */
    public String actionEn() {
        return actionEn;
    }
}
