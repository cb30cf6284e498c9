package io.onevisit.payment.reconcile;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One movement of money as one of two sides has it (账目): our book and the bank's statement are both made of these.
 *
 * @param key what both sides know it by, 1 to 128 printable ASCII characters without a blank at either end: the payment
 *     code or order number; the number of a batch, for what the other side has as one sum; the bank's own number, for
 *     money without a code
 * @param code the payment code or order number, of the same form; null for money without one
 * @param serial this side's own number, of the same form; null when it has none
 * @param amount how much was moved, in CNY, more than nothing
 * @param at when, in the years 2000 to 2099
 * @param dateOnly true when only the date is known; {@code at} is then any time of that day in Asia/Shanghai
 * @param state what became of it
 */
public record Entry(
        String key,
        @Nullable String code,
        @Nullable String serial,
        Money amount,
        Instant at,
        boolean dateOnly,
        CollectionState state) {
    /** The order in which two sides are merged: by key in the order of ASCII, then by all else that tells two apart. */
    public static final Comparator<Entry> ORDER = Entry::compare;

    private static final int MAX_NUMBER = 128;
    private static final Comparator<Entry> UNDER_ONE_KEY = Comparator.comparing(Entry::state)
            .thenComparing(Entry::at)
            .thenComparing(Entry::amount)
            .thenComparing(Entry::serial, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Entry::code, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Entry::dateOnly);
    private static final Instant FIRST = Instant.parse("1999-12-31T16:00:00Z");
    private static final Instant END = Instant.parse("2099-12-31T16:00:00Z");

    public Entry {
        Require.that(isNumber(Require.present(key, "key")), "key", "must be 1 to 128 printable ASCII characters");
        Require.that(
                code == null || code.equals(key) || isNumber(code),
                "code",
                "must be 1 to 128 printable ASCII characters");
        Require.that(serial == null || isNumber(serial), "serial", "must be 1 to 128 printable ASCII characters");
        Yuan.positive(amount);
        Require.present(at, "time");
        Require.that(!at.isBefore(FIRST) && at.isBefore(END), "time", "must be in the years 2000 to 2099");
        Require.present(state, "state");
    }

    /** Money that was taken under {@code code} and kept. */
    public static Entry collected(PaymentCode code, Money amount, Instant at) {
        return of(Require.present(code, "payment code").value(), null, amount, at, CollectionState.COLLECTED);
    }

    /** Money of which the time is known, by its code. */
    public static Entry of(String code, @Nullable String serial, Money amount, Instant at, CollectionState state) {
        return new Entry(code, code, serial, amount, at, false, state);
    }

    /** The same in state {@code other}. */
    public Entry in(CollectionState other) {
        return new Entry(key, code, serial, amount, at, dateOnly, other);
    }

    /** The same as a part of {@code batch}, which the other side has as one sum (汇总). */
    public Entry inBatch(String batch) {
        return new Entry(batch, code, serial, amount, at, dateOnly, state);
    }

    /** What this entry counts for: the amount, nothing when it was given back or is pending, less than nothing when paid out. */
    public Money counting() {
        return switch (state) {
            case COLLECTED -> amount;
            case REVERSED, PENDING -> Yuan.NOTHING;
            case REFUNDED -> Yuan.NOTHING.minus(amount);
        };
    }

    /** True for what can be a key, a code or a serial number. */
    public static boolean isNumber(String text) {
        int last = text.length() - 1;
        if (last < 0 || last >= MAX_NUMBER || text.charAt(0) == ' ' || text.charAt(last) == ' ') {
            return false;
        }
        for (int i = 0; i <= last; i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Nearly all keys differ, so all else is looked at in a comparison of its own. */
    private static int compare(Entry one, Entry other) {
        int keys = one.key.compareTo(other.key);
        return keys != 0 ? keys : UNDER_ONE_KEY.compare(one, other);
    }
}
