package io.onevisit.core;

import io.onevisit.core.internal.Require;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * An amount of money (金额): whole minor units (fen for CNY) of an ISO 4217 currency. Exact; nothing is ever rounded.
 *
 * @param minorUnits the amount in minor units; negative for a debt or a correction
 * @param currency an ISO 4217 currency that has minor units defined
 */
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,4})?");

    public Money {
        Require.present(currency, "currency");
        Require.that(currency.getDefaultFractionDigits() >= 0, "currency", "has no minor units");
    }

    /** {@code fen} in Chinese yuan. */
    public static Money fen(long fen) {
        return new Money(fen, CNY);
    }

    /** An amount in yuan as people write it: {@code 80}, {@code 80.5} or {@code 80.50}. */
    public static Money yuan(String amount) {
        return parse(amount, "CNY");
    }

    /**
     * An amount in major units, digits with at most one point.
     *
     * @param currencyCode three letters of ISO 4217
     * @throws InvalidValueException for another form, an unknown currency, or more decimals than the currency has
     */
    public static Money parse(String amount, String currencyCode) {
        Require.that(
                PLAIN.matcher(Require.text(amount, "amount", 24)).matches(),
                "amount",
                "must be digits with at most one point");
        Currency currency = currency(currencyCode);
        try {
            return new Money(
                    new BigDecimal(amount)
                            .movePointRight(currency.getDefaultFractionDigits())
                            .longValueExact(),
                    currency);
        } catch (ArithmeticException e) {
            throw new InvalidValueException(
                    "amount", "has more decimals than " + currency.getCurrencyCode() + " or is too large");
        }
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(Require.text(code, "currency", 3));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("currency", "must be a code of ISO 4217");
        }
    }

    /** The sum; both must be of one currency. */
    public Money plus(Money other) {
        return exactly(() -> Math.addExact(minorUnits, sameCurrency(other).minorUnits));
    }

    /** The difference; both must be of one currency. */
    public Money minus(Money other) {
        return exactly(() -> Math.subtractExact(minorUnits, sameCurrency(other).minorUnits));
    }

    /** This amount {@code count} times. */
    public Money times(long count) {
        return exactly(() -> Math.multiplyExact(minorUnits, count));
    }

    /** True for more than nothing. */
    public boolean isPositive() {
        return minorUnits > 0;
    }

    /** The amount in major units with all decimals of the currency: {@code 80.50}. */
    public String toPlainString() {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits())
                .toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minorUnits, sameCurrency(other).minorUnits);
    }

    /** {@code CNY 80.50}. */
    @Override
    public String toString() {
        return currency.getCurrencyCode() + " " + toPlainString();
    }

    private Money sameCurrency(Money other) {
        Require.that(Require.present(other, "money").currency.equals(currency), "money", "must be of one currency");
        return other;
    }

    private Money exactly(LongSupplier sum) {
        try {
            return new Money(sum.getAsLong(), currency);
        } catch (ArithmeticException e) {
            throw new InvalidValueException("money", "is too large");
        }
    }
}
