package io.onevisit.payment.fiscal;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notice to pay, message 8994 (电子缴款单). {@code toString} names nobody.
 *
 * @param code made by the department, unique for good (PayCode)
 * @param date when it was written out (BillDate)
 * @param agencyCode of the collecting department (ChgAgenCode), at most 30 characters
 * @param agencyName at most 100 characters
 * @param payer must be named
 * @param payerPhone to be told by, 1 to 20 characters (MobilePhone)
 * @param payerCreditCode of an organisation, or null
 * @param items 1 or more; what they come to together is OriAmt
 * @param lateFee on top (DelayAmt), or nothing
 * @param account where the money goes
 * @param memo at most 200 characters, or null
 * @param checkCode at most 4 characters (CrcCode), or null where the region has none
 */
public record FiscalBill(
        PaymentCode code,
        LocalDate date,
        String agencyCode,
        String agencyName,
        FiscalPayer payer,
        String payerPhone,
        @Nullable String payerCreditCode,
        List<FiscalItem> items,
        Money lateFee,
        ReceivingAccount account,
        @Nullable String memo,
        @Nullable String checkCode) {
    static final String NUMBER = "8994";

    public FiscalBill {
        Require.present(code, "payment code");
        Require.present(date, "date");
        Require.text(agencyCode, "agency code", 30);
        Require.text(agencyName, "agency name", 100);
        Require.text(Require.present(payer, "payer").name(), "payer name", 100);
        Require.text(payerPhone, "payer phone", 20);
        OptionalText.require(payerCreditCode, "payer credit code", 30);
        items = List.copyOf(Require.present(items, "items"));
        Require.that(!items.isEmpty(), "items", "must not be empty");
        FiscalItem.payInfo(items);
        Require.that(
                Require.present(lateFee, "late fee").compareTo(Money.fen(0)) >= 0, "late fee", "must not be negative");
        Require.present(account, "account");
        OptionalText.require(memo, "memo", 200);
        OptionalText.require(checkCode, "check code", 4);
    }

    /** The items together (OriAmt). */
    public Money original() {
        return items.stream().map(FiscalItem::amount).reduce(Money::plus).orElseThrow();
    }

    /** What is to be paid, late fee included (Amt). */
    public Money amount() {
        return original().plus(lateFee);
    }

    /** What a payment of this bill is compared with. */
    public FiscalOrder order() {
        return new FiscalOrder(code, amount(), account.numbers());
    }

    /** The voucher of message 8994 in which the bill stands as {@code state}, asking for a push when it is paid (Hold1 = Y). */
    String voucher(String division, BillState state) {
        XmlText xml = new XmlText()
                .open("Voucher")
                .put("AdmDivCode", division)
                .put("PayCode", code.value())
                .put("BillDate", FiscalTime.date(date))
                .put("ChgAgenCode", agencyCode)
                .put("ChgAgenName", agencyName)
                .put("PayerName", OptionalText.orEmpty(payer.name()))
                .put("PayerAcct", OptionalText.orEmpty(payer.account()))
                .put("PayerOpBk", OptionalText.orEmpty(payer.bank()))
                .put("Amt", amount().toPlainString())
                .put("OriAmt", original().toPlainString())
                .put("DelayAmt", lateFee.toPlainString())
                .put("PayStats", state.digit());
        putAccount(xml);
        return xml.put("PayInfo", FiscalItem.payInfo(items))
                .put("Memo", OptionalText.orEmpty(memo))
                .put("CrcCode", OptionalText.orEmpty(checkCode))
                .put("MobilePhone", payerPhone)
                .put("PayerCreditCode", OptionalText.orEmpty(payerCreditCode))
                .put("RecCreditCode", "")
                .put("Hold1", "Y")
                .put("Hold2", "")
                .close("Voucher")
                .toString();
    }

    private void putAccount(XmlText xml) {
        xml.put("RecAcctType", account.type())
                .put("RecName", account.name())
                .put("RecAcct", account.number())
                .put("RecAcctReal", account.real())
                .put("RecOpBk", account.bank())
                .put("RecBankNo", account.bankNumber())
                .put("IsInterBank", account.otherBank() ? "1" : "0");
    }

    @Override
    public String toString() {
        return "bill of " + amount() + " under " + code;
    }
}
