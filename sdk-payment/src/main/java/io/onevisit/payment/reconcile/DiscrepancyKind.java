package io.onevisit.payment.reconcile;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways in which a statement and our book differ (差异类型), and what to do about each. */
public enum DiscrepancyKind {
    /** The bank has money that we do not know of (长款). */
    LONG(
            "F30",
            "15003",
            "长款：银行有，我方无",
            "the bank has it, we do not",
            "查询缴款结果，补记或退款",
            "query the payment, then book it or refund it"),
    /** We have booked money that the bank does not list (短款). */
    SHORT(
            "F31",
            "15002",
            "短款：我方有，银行无",
            "we have it, the bank does not",
            "挂账，T+1至T+3日查询，经审批后冲正",
            "hold it, query for one to three days, then reverse it with approval"),
    /** Both have it, in different amounts (金额不符). */
    AMOUNT(
            "F32",
            "15001",
            "金额不符",
            "the amounts differ",
            "以银行凭证核实金额，更正或补退差额",
            "check the bank's voucher, then correct the book or refund the difference"),
    /** One keeps it, the other has given it back (状态不符). */
    STATE(
            "F32",
            null,
            "状态不符：一方已收，一方已冲正",
            "one side kept it, the other gave it back",
            "核实是否已冲正，更正账目后再办理业务",
            "find out whether it was given back, and correct the book before anything is done on it"),
    /** We have booked what the bank lists and has not settled (银行未确认). */
    PENDING_BOOKED(
            "F31",
            null,
            "银行未确认：我方已记账",
            "we have booked it, the bank has not settled it",
            "请银行查询该笔结果；确认前不冲正、不退款",
            "have the bank query it; neither reverse nor refund before it is settled"),
    /** The bank lists what it has not settled, and we do not know of (银行未确认). */
    PENDING_UNBOOKED(
            "F32",
            null,
            "银行未确认：我方无",
            "the bank has not settled it, and we do not have it",
            "请银行查询该笔结果：已缴则补记，未缴则由银行退还缴款人",
            "have the bank query it: book it when it was paid, else the bank returns the money to the payer"),
    /** One has paid money out that the other has not (退款不符). */
    REFUND(
            "F32",
            null,
            "退款不符：仅一方有退款",
            "only one side has the refund",
            "查询退款结果，确认到账后更正账目，不得重复退款",
            "query the refund, correct the book once it is certain, and do not refund again"),
    /** The bank has taken money for one code more often than we know (重复缴款). */
    DUPLICATE(
            "F02",
            null,
            "重复缴款：同一缴款码银行多收",
            "the bank has collected more than once for this code",
            "核实后将多收款项退还缴款人",
            "check it, then refund the surplus to the payer"),
    /** One sum here, several there, and they do not come to the same (汇总不符). */
    MANY(
            "F36",
            null,
            "汇总不符：一方一笔，另一方多笔，合计有余额",
            "one sum on one side and several on the other leave a remainder",
            "逐笔核对明细，查明余额归属",
            "go through the single payments and find out whose the remainder is"),
    /** The bank has money that came without a payment code (无码到账). */
    UNCLAIMED(
            "F37",
            null,
            "无码到账：来款无缴款码",
            "money came without a payment code",
            "列入待认领款项，凭缴款人凭证认领并留痕",
            "put it into the pool of unmatched arrivals, to be claimed with proof and on record");

    private final String fault;
    private final @Nullable String fiscalCode;
    private final String zh;
    private final String en;
    private final String actionZh;
    private final String actionEn;

    DiscrepancyKind(String fault, @Nullable String fiscalCode, String zh, String en, String actionZh, String actionEn) {
        this.fault = fault;
        this.fiscalCode = fiscalCode;
        this.zh = zh;
        this.en = en;
        this.actionZh = actionZh;
        this.actionEn = actionEn;
    }

    /** The number of the fault in the project's fault list. */
    public String fault() {
        return fault;
    }

    /** Its return code in the fiscal daily check (日终对账), where it has one: 15001, 15002 or 15003. */
    public Optional<String> fiscalCode() {
        return Optional.ofNullable(fiscalCode);
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

    /** True when a difference of this kind can have so many entries on each side. */
    boolean allows(int ours, int bank) {
        return switch (this) {
            case LONG, DUPLICATE, UNCLAIMED, PENDING_UNBOOKED -> ours == 0 && bank == 1;
            case SHORT -> ours == 1 && bank == 0;
            case AMOUNT, STATE, PENDING_BOOKED -> ours == 1 && bank == 1;
            case REFUND -> ours + bank == 1;
            case MANY -> Math.min(ours, bank) == 1 && ours + bank > 2;
        };
    }
}
