package io.onevisit.payment.qr;

import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** ISO 4217 by numeric code, as far as the JDK knows it and minor units are defined. */
final class Iso4217 {
    private static final Map<String, Currency> BY_NUMBER = byNumber();

    private Iso4217() {}

    /** Two numbers have passed to a successor with another name; the later name stands for them. */
    private static Map<String, Currency> byNumber() {
        Map<String, Currency> currencies = new TreeMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            if (currency.getNumericCode() > 0 && currency.getDefaultFractionDigits() >= 0) {
                currencies.merge(
                        numeric(currency),
                        currency,
                        (one, other) -> one.getCurrencyCode().compareTo(other.getCurrencyCode()) > 0 ? one : other);
            }
        }
        return Map.copyOf(currencies);
    }

    static Optional<Currency> currency(String numeric) {
        return Optional.ofNullable(BY_NUMBER.get(numeric));
    }

    static String numeric(Currency currency) {
        int code = currency.getNumericCode();
        return "" + code / 100 + code / 10 % 10 + code % 10;
    }
}
