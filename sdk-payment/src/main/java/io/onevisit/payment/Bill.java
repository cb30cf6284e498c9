package io.onevisit.payment;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.util.List;

/**
 * What somebody has to pay (缴款单). {@code toString} names neither payer nor payee.
 *
 * @param number the department's own number
 * @param type what it is for
 * @param caseNumber the case it belongs to
 * @param payerName who pays, at most 100 characters; {@code ***} once forgotten
 * @param payee who is paid
 * @param items 1 to 100 lines of one currency
 * @param total must be the sum of the lines; there is no rounding to hide a difference in
 */
public record Bill(
        BillNumber number,
        BillType type,
        CaseNumber caseNumber,
        String payerName,
        Payee payee,
        List<BillItem> items,
        Money total) {
    private static final String FORGOTTEN = "***";

    public Bill {
        Require.present(number, "bill number");
        Require.present(type, "bill type");
        Require.present(caseNumber, "case number");
        Require.text(payerName, "payer name", 100);
        Require.present(payee, "payee");
        items = List.copyOf(Require.present(items, "items"));
        Require.that(!items.isEmpty() && items.size() <= 100, "items", "must be 1 to 100");
        Money sum = items.stream().map(BillItem::amount).reduce(Money::plus).orElseThrow();
        Require.that(sum.equals(Require.present(total, "total")), "total", "must be the sum of the items");
    }

    /** The same of a payer whose name is not known any more. */
    Bill withoutPayer() {
        return new Bill(number, type, caseNumber, FORGOTTEN, payee, items, total);
    }

    @Override
    public String toString() {
        return "bill " + number + " of " + total;
    }
}
