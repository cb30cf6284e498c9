package io.onevisit.payment.outlet;

import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import java.util.Arrays;

/**
 * Why an outlet was refused (拒绝原因), with a sentence that tells a teller what to do. The numbers are those of the JSON form
 * of non-tax revenue collection in use ({@code wp.outer.bill.pay} and its like); the words are this contract's and this
 * library's own.
 */
public enum RefusalReason {
    UNKNOWN_CODE(
            "11001",
            "缴款码不存在，请与缴款人核对后重新输入。",
            "There is no such payment code: compare it with the payer's and enter it again."),
    CHECK_CODE("11002", "校验码不正确，请核对后重新输入。", "The check code is wrong: compare it with the payer's and enter it again."),
    EXPIRED(
            "11003",
            "缴款码已过期，请勿收款；请缴款人向执收单位重新领取缴款码。",
            "The code has expired: take no money; the payer gets a new code from the department."),
    VOID("11004", "缴款码已作废，请勿收款；请缴款人联系执收单位。", "The code is void: take no money; the payer asks the department."),
    NO_FISCAL_ACCOUNT(
            "11005",
            "未设置财政专户，请勿收款；请联系执收单位。",
            "There is no fiscal account to pay into: take no money; tell the department."),
    BANK_NOT_ALLOWED(
            "11006",
            "本行不能代收此缴款码，请勿收款；请缴款人到其他代收银行办理。",
            "This bank may not take this code: take no money; the payer goes to another collecting bank."),
    PAID_ALREADY(
            "12001",
            "该缴款码已缴款，请勿再收；已收的款项请退还缴款人。",
            "This code is paid already: take no money, and give back what was taken."),
    CODE_DIFFERS("12002", "确认的缴款码与查询的不一致，请重新查询。", "The code confirmed is not the one looked up: look it up again."),
    ACCOUNT_DIFFERS(
            "12003",
            "收款单位或账户与缴款单不一致，请勿收款并报告主管。",
            "Payee or account is not that of the bill: take no money and report it."),
    AMOUNT_DIFFERS(
            "12004", "金额与缴款单不一致，请勿收款；请重新查询。", "The amount is not that of the bill: take no money; look it up again."),
    NOT_SEEN("12005", "收款前未查询，请先查询或扫码。", "It was not looked up before: look it up or scan it first."),
    OUTSIDE_PERIOD("12006", "超出可查询期限，请联系平台。", "It is outside the period that can be asked about: ask the platform."),
    ARRIVAL_DIFFERS("13001", "已有内容不同的待认领到账，请报告主管。", "An unclaimed arrival with other content is there: report it."),
    NO_COLLECTING_ACCOUNT(
            "13002", "未设置代收账户，请勿收款；请联系平台。", "There is no collecting account: take no money; tell the platform."),
    IN_TRANSIT("14001", "在途资金未到账，请稍后再办。", "Money is still in transit: do it again later."),
    IN_TRANSIT_DIFFERS("14002", "在途资金不符，请报告主管。", "Money in transit does not agree: report it."),
    DETAIL_DIFFERS("15001", "明细金额不符，请报告主管核对账目。", "The amount of a detail differs: report it for reconciliation."),
    MISSING_AT_NIGHT(
            "15002", "日间已上送、日终缺少，请核对对账单。", "It was sent in the day and is missing at its end: check the statement."),
    MISSING_IN_DAY(
            "15003",
            "日终有、日间未上送，请核对对账单。",
            "It is there at the end of the day and was not sent in it: check the statement."),
    STATEMENT_TWICE("15010", "对账单已上送，请勿重复上送。", "This statement was sent before: do not send it again."),
    OFFLINE_CODE(
            "OFFLINE_CODE",
            "平台不通；只有扫描并验签有效的二维码才能先收款，请勿收款，请缴款人稍后再来。",
            "The platform cannot be reached, and only a scanned code that is verified and in force may be taken without it: take no money."),
    OFFLINE_AMOUNT(
            "OFFLINE_AMOUNT",
            "平台不通，且金额超过脱机代收限额，请勿收款，请缴款人稍后再来。",
            "The platform cannot be reached, and the amount is over the limit for that: take no money."),
    OFFLINE_TOTAL(
            "OFFLINE_TOTAL",
            "平台不通，且本行待确认的脱机代收总额已到限额，请勿收款，请缴款人稍后再来。",
            "The platform cannot be reached, and what this bank has taken without it is at the limit: take no money."),
    OFFLINE_TIME(
            "OFFLINE_TIME",
            "平台中断时间超过脱机代收时限，请勿收款，请缴款人稍后再来。",
            "The platform has not answered for longer than the bank allows: take no money."),
    NOT_COLLECTED(
            "NOT_COLLECTED", "没有这笔代收，不能冲正，请核对流水号。", "There is no such collection to reverse: check the serial number."),
    NOT_CONFIRMED(
            "NOT_CONFIRMED",
            "该笔代收尚无结果，暂不能冲正，请稍后再办。",
            "This collection has no ending yet and cannot be reversed: do it again later."),
    DAY_CUT(
            "DAY_CUT",
            "已过日切，不能冲正；请缴款人向执收单位申请退款。",
            "The bank day is over: it cannot be reversed; the payer asks the department for a refund."),
    RECEIPT_ISSUED(
            "RECEIPT_ISSUED",
            "已开具财政票据，不能冲正；请缴款人向执收单位申请退款。",
            "A fiscal receipt is issued: it cannot be reversed; the payer asks the department for a refund."),
    REFUNDED(
            "REFUNDED",
            "款项已退还或部分退还，不能冲正；请缴款人联系执收单位。",
            "It was given back, or a part of it: it cannot be reversed; the payer asks the department."),
    REVERSED(
            "REVERSED",
            "该笔代收已冲正或正在冲正，请先查询其状态，勿重复退款。",
            "This collection is reversed or being reversed: look at its state before any money goes out."),
    BY_HAND(
            "BY_HAND",
            "平台一直没有结果，经人工核实未入账，请通知缴款人并退还款项。",
            "The platform gave no ending, and a person has made sure that it has no payment: return the money."),
    OTHER(
            "",
            "平台拒绝，请记录拒绝代码并联系平台；请勿收款。",
            "The platform refused for another reason: note its code and ask the platform; take no money.");

    private final String code;
    private final String zh;
    private final String en;

    RefusalReason(String code, String zh, String en) {
        this.code = code;
        this.zh = zh;
        this.en = en;
    }

    /** The reason behind a refusal; {@link #OTHER} when its code, which {@code refusal} keeps, is none of these. */
    public static RefusalReason of(Refusal refusal) {
        String code = Require.present(refusal, "refusal").code();
        return Arrays.stream(values())
                .filter(reason -> reason.code.equals(code))
                .findFirst()
                .orElse(OTHER);
    }

    /** The code on the wire; empty for {@link #OTHER}. */
    public String code() {
        return code;
    }

    /** What to do, in Chinese. */
    public String zh() {
        return zh;
    }

    /** What to do, in English. */
    public String en() {
        return en;
    }

    /** This reason given by this library itself, before or instead of a call. */
    Refusal refusal() {
        return new Refusal(code, en, null);
    }
}
