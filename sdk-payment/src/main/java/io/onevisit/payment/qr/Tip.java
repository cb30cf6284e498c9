package io.onevisit.payment.qr;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;

/** What comes on top of the amount (小费或手续费), EMV QRCPS MPM IDs 55 to 57. */
public sealed interface Tip {
    /** The payer is asked for a tip. */
    record Asked() implements Tip {}

    /**
     * A fee of so much.
     *
     * @param fee more than nothing
     */
    record Fixed(Money fee) implements Tip {
        public Fixed {
            Require.that(Require.present(fee, "fee").isPositive(), "fee", "must be positive");
        }
    }

    /**
     * A fee that is a share of the amount.
     *
     * @param hundredths in hundredths of a percent, 1 to 9999
     */
    record Percentage(int hundredths) implements Tip {
        public Percentage {
            Require.that(hundredths >= 1 && hundredths <= 9999, "percentage", "must be 00.01 to 99.99");
        }
    }
}
