package io.onevisit.payment.reconcile.statement;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A number of a bill that is only added up: yuan in hundred-thousandths, since fees have five decimals.
 *
 * @param units hundred-thousandths
 */
record Decimal(long units) {
    static final Decimal ZERO = new Decimal(0);

    private static final int DECIMALS = 5;
    private static final Pattern FORM = Pattern.compile("-?(?:0|[1-9][0-9]{0,11})(?:\\.[0-9]{1,5})?");

    static Decimal parse(String text) {
        Require.that(FORM.matcher(text).matches(), "amount", "must be digits with at most five decimals");
        return new Decimal(new BigDecimal(text).movePointRight(DECIMALS).longValueExact());
    }

    Decimal plus(Decimal other) {
        try {
            return new Decimal(Math.addExact(units, other.units));
        } catch (ArithmeticException e) {
            throw new InvalidValueException("sum", "is too large");
        }
    }

    /** The digits: {@code 7.79}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(units, DECIMALS).stripTrailingZeros().toPlainString();
    }
}
