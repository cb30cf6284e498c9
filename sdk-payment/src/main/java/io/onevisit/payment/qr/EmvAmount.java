package io.onevisit.payment.qr;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import java.math.BigDecimal;
import java.util.Currency;

/** Amounts and percentages as EMV QRCPS MPM IDs 54, 56 and 57 write them: digits, at most one point after the first. */
final class EmvAmount {
    private static final int MAX_CHARACTERS = 13;
    private static final int MAX_PERCENTAGE_CHARACTERS = 5;

    private EmvAmount() {}

    /** More than nothing, in at most 13 characters. {@code 98.} is one, {@code 98,73} is none. */
    static boolean isAmount(String value) {
        return value.length() <= MAX_CHARACTERS && isPositive(value);
    }

    /** From 00.01 to 99.99, in at most 5 characters. */
    static boolean isPercentage(String value) {
        int point = value.indexOf('.');
        int whole = point < 0 ? value.length() : point;
        int decimals = point < 0 ? 0 : value.length() - point - 1;
        return value.length() <= MAX_PERCENTAGE_CHARACTERS && whole <= 2 && decimals <= 2 && isPositive(value);
    }

    private static boolean isPositive(String value) {
        boolean positive = false;
        boolean point = false;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '.' && i > 0 && !point) {
                point = true;
            } else if (!EmvText.isDigit(character)) {
                return false;
            } else {
                positive |= character != '0';
            }
        }
        return positive;
    }

    /**
     * The amount as money.
     *
     * @throws InvalidValueException when it has more decimals than the currency
     */
    static Money money(String value, Currency currency) {
        try {
            long minorUnits = decimal(value)
                    .movePointRight(currency.getDefaultFractionDigits())
                    .longValueExact();
            return new Money(minorUnits, currency);
        } catch (ArithmeticException e) {
            throw new InvalidValueException("amount", "has more decimals than " + currency.getCurrencyCode());
        }
    }

    /** A percentage in hundredths of a percent. */
    static int hundredths(String value) {
        return decimal(value).movePointRight(2).intValueExact();
    }

    private static BigDecimal decimal(String value) {
        return new BigDecimal(value.endsWith(".") ? value.substring(0, value.length() - 1) : value);
    }

    /** @throws InvalidValueException when the amount is not positive or has more than 13 characters */
    static EmvObject object(Money amount) {
        String text = amount.toPlainString();
        if (!isAmount(text)) {
            throw new InvalidValueException("amount", "must be positive and have at most 13 characters");
        }
        return new EmvObject("54", text);
    }
}
