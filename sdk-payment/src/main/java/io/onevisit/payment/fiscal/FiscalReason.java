package io.onevisit.payment.fiscal;

import io.onevisit.core.Refusal;
import java.util.Arrays;
import java.util.Optional;

/**
 * Why a fiscal platform or a collecting bank says no (返回码), as the JSON form numbers it. Source: the code table in the
 * public non-tax system {@code com.xcmis.feefax}; codes of single regions are not among them and stay as they came.
 */
public enum FiscalReason {
    /** 11001. */
    UNKNOWN_CODE("11001", "不存在的缴款码或非税缴款书编号", "there is no such payment code", false),
    /** 11002. */
    CHECK_CODE_WRONG("11002", "缴款码或缴款书校验码不正确", "the check code of the payment code is wrong", false),
    /** 11003. */
    EXPIRED("11003", "缴款书超过期限", "the bill can no longer be paid", false),
    /** 11004. */
    VOID("11004", "缴款书已作废", "the bill was declared void", false),
    /** 11005. */
    NO_FISCAL_ACCOUNT("11005", "该区划在该银行没有有效的财政账户", "the region has no fiscal account at this bank now", true),
    /** 11006. */
    BANK_MAY_NOT("11006", "该缴款书不能在此银行查询和缴款", "this bank may not take money for the bill", false),
    /** 12001. */
    CONFIRMED_TWICE("12001", "重复缴款确认", "the payment was confirmed before", false),
    /** 12002. */
    CONFIRMATION_DIFFERS("12002", "缴款确认码与财政不一致", "the confirmation differs from what the fiscal side has", false),
    /** 12003. */
    ACCOUNT_DIFFERS("12003", "收款账户与财政不一致", "the receiving account differs", false),
    /** 12004. */
    AMOUNT_DIFFERS("12004", "收款金额与财政不一致", "the amount differs", false),
    /** 12005. */
    CONFIRMED_WITHOUT_QUERY("12005", "缴款书未经查询即做缴款确认", "the payment was confirmed without a query before", true),
    /** 12006. */
    OUTSIDE_QUERY_PERIOD("12006", "缴款日期不在查询日期范围内", "the payment lies outside the period of the query", true),
    /** 13001. */
    ARRIVAL_DIFFERS("13001", "该流水号的未匹配到账已存在且内容不一致", "another arrival has this serial number", false),
    /** 13002. */
    NO_COLLECTING_ACCOUNT("13002", "单位汇缴户在有效日期内不存在", "the department has no collecting account at that date", false),
    /** 14001. */
    TRANSIT_DIFFERS("14001", "该流水号的在途资金到账已存在且内容不一致", "other money in transit has this serial number", false),
    /** 14002. */
    TRANSIT_AMOUNT_DIFFERS("14002", "在途资金到账金额与缴款书合计金额不符", "money in transit is not the sum of its bills", false),
    /** 15001. */
    DETAIL_AMOUNT_DIFFERS("15001", "对账明细金额与财政记录不一致", "the amount of a line differs from the fiscal record", false),
    /** 15002. */
    MISSING_AT_NIGHT("15002", "日间交易已传送但日终对账单中缺失", "sent in the day, missing in the statement", false),
    /** 15003. */
    NOT_SENT_IN_DAY("15003", "日间交易未传送但日终对账单中存在", "in the statement, not sent in the day", false),
    /** 15010. */
    STATEMENT_TWICE("15010", "对账重复发送，拒绝接收", "the statement was sent before", false);

    private final String code;
    private final String zh;
    private final String en;
    private final boolean again;

    FiscalReason(String code, String zh, String en, boolean again) {
        this.code = code;
        this.zh = zh;
        this.en = en;
        this.again = again;
    }

    /** The reason of this code; empty for one that is not in the table. */
    public static Optional<FiscalReason> of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code.equals(code))
                .findFirst();
    }

    /** Five digits. */
    public String code() {
        return code;
    }

    /** What it means, in Chinese. */
    public String zh() {
        return zh;
    }

    /** What it means, in English. */
    public String en() {
        return en;
    }

    /** True when asking again later, or after a query, can help; the others need a person. */
    public boolean canHelpAgain() {
        return again;
    }

    /** The refusal for {@code code}, with our own words: what the other side writes beside it may tell of people. */
    static Refusal refusal(String code) {
        return new Refusal(code, of(code).map(FiscalReason::en).orElse("the fiscal platform says no"), null);
    }
}
