package io.onevisit.payment;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;

/**
 * One line of a bill (缴款明细).
 *
 * @param code the item's code in the fee catalogue (项目码), at most 32 characters
 * @param name what it is for, at most 100 characters
 * @param unitPrice the standard (收费标准), more than nothing
 * @param quantity 1 to 1,000,000
 */
public record BillItem(String code, String name, Money unitPrice, int quantity) {
    public BillItem {
        Require.text(code, "item code", 32);
        Require.text(name, "item name", 100);
        Require.that(Require.present(unitPrice, "unit price").isPositive(), "unit price", "must be positive");
        Require.that(quantity >= 1 && quantity <= 1_000_000, "quantity", "must be 1 to 1000000");
    }

    /** Unit price times quantity. */
    public Money amount() {
        return unitPrice.times(quantity);
    }
}
