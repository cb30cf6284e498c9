package io.onevisit.payment.reconcile;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * One line of a bank's statement (对账明细).
 *
 * @param bankSerial the bank's own number of the collection: 4 to 32 letters and digits
 * @param code for which payment code
 * @param amount how much was taken, in CNY, more than nothing
 * @param at when, in whole seconds of the years 2000 to 2099
 * @param state kept, or given back
 */
public record StatementLine(String bankSerial, PaymentCode code, Money amount, Instant at, CollectionState state) {
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Za-z]{4,32}");
    private static final Instant FIRST = Instant.parse("1999-12-31T16:00:00Z");
    private static final Instant END = Instant.parse("2099-12-31T16:00:00Z");

    public StatementLine {
        Require.that(
                SERIAL.matcher(Require.present(bankSerial, "bank serial")).matches(),
                "bank serial",
                "must be 4 to 32 letters and digits");
        Require.present(code, "payment code");
        Yuan.positive(amount);
        Require.that(
                Require.present(at, "time").equals(at.truncatedTo(ChronoUnit.SECONDS)),
                "time",
                "must be in whole seconds");
        Require.that(!at.isBefore(FIRST) && at.isBefore(END), "time", "must be in the years 2000 to 2099");
        Require.present(state, "state");
    }

    /** Money that was taken and kept. */
    public static StatementLine collected(String bankSerial, PaymentCode code, Money amount, Instant at) {
        return new StatementLine(bankSerial, code, amount, at, CollectionState.COLLECTED);
    }

    /** What this line counts for in the statement's sum: the amount, or nothing when it was given back. */
    public Money counting() {
        return Yuan.counting(amount, state);
    }
}
