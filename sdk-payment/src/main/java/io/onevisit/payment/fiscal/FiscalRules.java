package io.onevisit.payment.fiscal;

import io.onevisit.core.Rule;

/** What is checked of frames and receipts. */
final class FiscalRules {
    private static final String FRAME = "CNNONTAX frame";
    private static final String JSON = "wp.*";
    private static final String DATA = "EInvoiceData/Main";

    static final Rule MAC =
            new Rule("FISCAL_MAC", FRAME, "报文 MAC 与令牌和内容相符", "the MAC is of the token and of these octets");

    static final Rule JSON_FORM =
            new Rule("FISCAL_JSON_FORM", JSON, "报文符合格式且为已知方法", "it is of the form, and of a method that is known");
    static final Rule JSON_SENDER = new Rule(
            "FISCAL_JSON_SENDER",
            JSON,
            "报文由财政端发出：该格式无 MAC、无签名",
            "the fiscal side sent it: the form has no MAC and no signature");

    static final Rule SIGNATURE = new Rule(
            "RECEIPT_SIGNATURE", "Voucher/Sign_Info", "签名覆盖票据原文且由给定公钥验证", "the given key signed these very octets");
    static final Rule FORM = new Rule("RECEIPT_FORM", "EInvoice", "票据数据符合格式", "the receipt's data can be read");
    static final Rule TAG =
            new Rule("RECEIPT_TAG", "Header/EInvoiceTag", "票据标签的区划与票据代码一致", "the tag is of the code's region");
    static final Rule ID = new Rule(
            "RECEIPT_ID", "Header/EInvoiceID", "票据标识由号码与代码倒写而成", "the id is number and code written backwards");
    static final Rule REGION = new Rule(
            "RECEIPT_REGION", DATA + "/SupervisorAreaCode", "票据代码的区划与监管区划一致", "the code is of the supervisor's region");
    static final Rule YEAR =
            new Rule("RECEIPT_YEAR", DATA + "/IssueDate", "票据代码的年度与开票日期一致", "the code is of the year of issue");
    static final Rule SUM =
            new Rule("RECEIPT_SUM", DATA + "/TotalAmount", "明细金额之和等于总金额", "the items come to the total");
    static final Rule SIGN = new Rule(
            "RECEIPT_SIGN", DATA + "/MainExt", "红字票据为负且指明原票据，其他票据为正", "it is negative exactly when it names another");

    static final Rule PAYMENT =
            new Rule("RECEIPT_PAYMENT", DATA + "/MainExt/PayCode", "缴款码与该笔缴款一致", "it is for this payment code");
    static final Rule PAYMENT_AMOUNT =
            new Rule("RECEIPT_PAYMENT_AMOUNT", DATA + "/TotalAmount", "总金额与该笔缴款一致", "it is over the amount paid");

    static final Rule ORIGINAL = new Rule(
            "RED_ORIGINAL", DATA + "/MainExt/RelatedInvoiceCode", "红字票据指明的正是该原票据", "it names this very original");
    static final Rule ORIGINAL_IS_BLACK =
            new Rule("RED_OF_RED", DATA + "/MainExt", "原票据本身不是红字票据", "the original is itself no red-letter receipt");
    static final Rule REVERSES =
            new Rule("RED_AMOUNT", DATA + "/TotalAmount", "红字金额为原票据金额的负数", "it takes back the original's total");
    static final Rule LATER =
            new Rule("RED_TIME", DATA + "/IssueDate", "红字票据不早于原票据", "it was not issued before the original");
    static final Rule SAME_ISSUER =
            new Rule("RED_ISSUER", DATA + "/InvoicingParty", "开票单位与原票据一致", "the same department issued both");

    private FiscalRules() {}
}
