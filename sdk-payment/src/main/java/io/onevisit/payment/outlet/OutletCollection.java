package io.onevisit.payment.outlet;

import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.Refusal;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.ByHand;
import io.onevisit.payment.OperatorDecision;
import io.onevisit.payment.PaymentCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Money taken at an outlet (代收), as the bank has it stored. Immutable.
 *
 * @param bankSerial the bank's own number of it, unique for good: 4 to 32 letters and digits
 * @param bank the collecting bank
 * @param code for which payment code
 * @param amount how much, in CNY
 * @param scanned true when the payer's signed code was verified, false when it was only looked up
 * @param collectedAt when, in whole seconds
 * @param day the bank day it belongs to
 * @param outlet where: the bank's number of the outlet, at most 32 characters
 * @param state what became of it
 * @param receipt the platform's, or null until it is confirmed; of one that is reversed it counts no more
 * @param refusal why it, or its last reversal, was refused, or null
 * @param reversalSerial of the last reversal that was asked for, or null
 * @param decidedBy who gave it back by hand, or null
 */
public record OutletCollection(
        String bankSerial,
        CreditCode bank,
        PaymentCode code,
        Money amount,
        boolean scanned,
        Instant collectedAt,
        LocalDate day,
        String outlet,
        OutletState state,
        @Nullable CollectionReceipt receipt,
        @Nullable Refusal refusal,
        @Nullable String reversalSerial,
        @Nullable OperatorDecision decidedBy) {
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Za-z]{4,32}");

    private static final Duration COUNTER = Duration.ofMinutes(2);

    public OutletCollection {
        requireSerial(bankSerial, "bank serial");
        Require.present(bank, "bank");
        Require.present(code, "payment code");
        Require.that(
                Require.present(amount, "amount").compareTo(Money.fen(0)) > 0, "amount", "must be more than nothing");
        requireWholeSeconds(collectedAt, "collected at");
        Require.present(day, "day");
        Require.text(outlet, "outlet", 32);
        Require.present(state, "state");
    }

    static String requireSerial(String serial, String what) {
        Require.that(
                SERIAL.matcher(Require.present(serial, what)).matches(), what, "must be 4 to 32 letters and digits");
        return serial;
    }

    static void requireWholeSeconds(Instant time, String what) {
        Require.that(
                Require.present(time, what).equals(time.truncatedTo(ChronoUnit.SECONDS)),
                what,
                "must be in whole seconds");
    }

    /** True when {@code other} tells of the same money, whatever has become of it. */
    boolean isSameAs(OutletCollection other) {
        return bankSerial.equals(other.bankSerial)
                && bank.equals(other.bank)
                && code.equals(other.code)
                && amount.equals(other.amount)
                && outlet.equals(other.outlet);
    }

    /** True when the platform's word is about this very money. */
    boolean isConfirmedBy(CollectionReceipt word) {
        return word.bankSerial().equals(bankSerial)
                && word.code().equals(code)
                && word.amount().equals(amount);
    }

    /**
     * Confirmed, also when a repetition of it was refused meanwhile, or a person has given the money back: the receipt is
     * the proof that the platform has it on its books.
     */
    OutletCollection confirmed(CollectionReceipt word) {
        return state.isOpen() || state == OutletState.TO_RETURN || isGivenBackByHand()
                ? with(OutletState.CONFIRMED, word, null, null)
                : this;
    }

    /** True when a person has decided that the money goes back, or has gone: the platform may have it all the same. */
    boolean isGivenBackByHand() {
        return decidedBy != null && (state == OutletState.TO_RETURN || state == OutletState.RETURNED);
    }

    /** Refused: at once while the payer is at the counter, later when the money was kept. */
    OutletCollection refused(Refusal no) {
        return state.isOpen()
                ? with(state == OutletState.SENDING ? OutletState.REFUSED : OutletState.TO_RETURN, null, no, null)
                : this;
    }

    /**
     * What was left without an ending by whoever began to tell it: after two minutes that counter is taken for dead, and
     * the platform may be told by others. Should it still live, it finds its collection taken over.
     */
    OutletCollection takenOver(Instant now) {
        return now.isBefore(collectedAt.plus(COUNTER)) ? this : undecided(false);
    }

    /** It certainly never reached the platform, and {@code no} tells why it may not wait; null when it may. */
    OutletCollection unsent(@Nullable Refusal no) {
        return no == null ? undecided(true) : state == OutletState.SENDING ? refused(no) : this;
    }

    /** Nobody knows whether the platform has it. */
    OutletCollection undecided(boolean withinLimits) {
        return state == OutletState.SENDING
                ? with(withinLimits ? OutletState.TAKEN : OutletState.UNKNOWN, null, null, null)
                : this;
    }

    /** A person has made sure that the platform does not have it: the money goes back. */
    OutletCollection givenBack(OperatorDecision decision) {
        Refusal no = RefusalReason.BY_HAND.refusal();
        return state.isOpen() ? with(OutletState.TO_RETURN, null, no, null, decision) : this;
    }

    /** True when it was given back by this very decision, whatever has become of it since. */
    boolean isGivenBackBy(ByHand by) {
        return decidedBy != null && decidedBy.by().equals(by);
    }

    OutletCollection returned() {
        return state == OutletState.TO_RETURN ? with(OutletState.RETURNED, null, refusal, null) : this;
    }

    /** Why it cannot be reversed on {@code today}. */
    Optional<Refusal> reversalRefusal(LocalDate today) {
        return switch (state) {
            case CONFIRMED -> day.equals(today) ? Optional.empty() : Optional.of(RefusalReason.DAY_CUT.refusal());
            case SENDING, TAKEN, UNKNOWN -> Optional.of(RefusalReason.NOT_CONFIRMED.refusal());
            case REFUSED, TO_RETURN, RETURNED -> Optional.of(RefusalReason.NOT_COLLECTED.refusal());
            case REVERSING, REVERSED -> Optional.of(RefusalReason.REVERSED.refusal());
        };
    }

    OutletCollection reversing(String serial) {
        return with(OutletState.REVERSING, receipt, null, serial);
    }

    /** Reversed, also when a repetition of the reversal was refused meanwhile. */
    OutletCollection reversed(Reversal by) {
        return state == OutletState.CONFIRMED || state == OutletState.REVERSING
                ? with(OutletState.REVERSED, receipt, null, by.serial())
                : this;
    }

    /** Not reversed: the collection stands. */
    OutletCollection kept(Reversal by, Refusal no) {
        return state == OutletState.REVERSING && by.serial().equals(reversalSerial)
                ? with(OutletState.CONFIRMED, receipt, no, reversalSerial)
                : this;
    }

    private OutletCollection with(
            OutletState next, @Nullable CollectionReceipt word, @Nullable Refusal no, @Nullable String reversedUnder) {
        return with(next, word, no, reversedUnder, decidedBy);
    }

    private OutletCollection with(
            OutletState next,
            @Nullable CollectionReceipt word,
            @Nullable Refusal no,
            @Nullable String reversedUnder,
            @Nullable OperatorDecision decision) {
        return new OutletCollection(
                bankSerial,
                bank,
                code,
                amount,
                scanned,
                collectedAt,
                day,
                outlet,
                next,
                word,
                no,
                reversedUnder,
                decision);
    }

    /** How the collection has ended. */
    Outcome<CollectionReceipt> outcome() {
        if (state.isOpen() || state == OutletState.REVERSING) {
            return new Outcome.Unknown<>(new Pending(OutletWire.COLLECT, bankSerial, state.en()));
        }
        if (state == OutletState.REVERSED) {
            return new Outcome.Refused<>(RefusalReason.REVERSED.refusal());
        }
        return receipt != null
                ? new Outcome.Done<>(receipt)
                : new Outcome.Refused<>(Require.present(refusal, "refusal"));
    }
}
