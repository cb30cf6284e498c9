package io.onevisit.payment.outlet;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Money taken at an outlet (代收).
 *
 * @param bankSerial the bank's own number of it, unique for good: 4 to 32 letters and digits
 * @param code for which payment code
 * @param amount how much
 * @param collectedAt when, in whole seconds
 * @param outlet where: the bank's number of the outlet, at most 32 characters
 */
public record OutletCollection(String bankSerial, PaymentCode code, Money amount, Instant collectedAt, String outlet) {
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Za-z]{4,32}");

    public OutletCollection {
        Require.that(
                SERIAL.matcher(Require.present(bankSerial, "bank serial")).matches(),
                "bank serial",
                "must be 4 to 32 letters and digits");
        Require.present(code, "payment code");
        Require.that(Require.present(amount, "amount").isPositive(), "amount", "must be positive");
        Require.that(
                Require.present(collectedAt, "collected at").equals(collectedAt.truncatedTo(ChronoUnit.SECONDS)),
                "collected at",
                "must be in whole seconds");
        Require.text(outlet, "outlet", 32);
    }
}
