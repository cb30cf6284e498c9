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
 * @param state kept, or given back; refunds are not on such statements
 */
public record StatementLine(String bankSerial, PaymentCode code, Money amount, Instant at, CollectionState state) {
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Za-z]{4,32}");

    public StatementLine {
        Require.that(
                SERIAL.matcher(Require.present(bankSerial, "bank serial")).matches(),
                "bank serial",
                "must be 4 to 32 letters and digits");
        Require.present(code, "payment code");
        Require.present(state, "state");
        Require.that(state != CollectionState.REFUNDED, "state", "must be COLLECTED or REVERSED");
        Entry bounded = Entry.of(code.value(), bankSerial, amount, at, state);
        Require.that(bounded.at().equals(at.truncatedTo(ChronoUnit.SECONDS)), "time", "must be in whole seconds");
    }

    /** Money that was taken and kept. */
    public static StatementLine collected(String bankSerial, PaymentCode code, Money amount, Instant at) {
        return new StatementLine(bankSerial, code, amount, at, CollectionState.COLLECTED);
    }

    /** The line that says {@code entry}. */
    static StatementLine of(Entry entry) {
        String serial = Require.present(entry.serial(), "bank serial");
        return new StatementLine(serial, new PaymentCode(entry.key()), entry.amount(), entry.at(), entry.state());
    }

    /** What this line says, as the bank's side of a reconciliation. */
    public Entry entry() {
        return Entry.of(code.value(), bankSerial, amount, at, state);
    }

    /** What this line counts for in the statement's sum: the amount, or nothing when it was given back. */
    public Money counting() {
        return entry().counting();
    }
}
