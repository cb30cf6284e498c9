package io.onevisit.payment.fiscal;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;

/**
 * A line of a receipt (票据明细).
 *
 * @param code ItemCode, at most 32 characters
 * @param name ItemName, at most 100
 * @param amount ItemAmount, negative on a red-letter receipt
 */
public record ReceiptItem(String code, String name, Money amount) {
    public ReceiptItem {
        Require.text(code, "item code", 32);
        Require.text(name, "item name", 100);
        Require.present(amount, "amount");
    }

    static ReceiptItem read(XmlNode item) {
        return item.withoutDuplicates()
                .checked(() -> new ReceiptItem(
                        item.textOf("ItemCode", 32),
                        item.textOf("ItemName", 100),
                        item.value("ItemAmount", 16, Money::yuan)));
    }
}
