package io.onevisit.examples.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * What can go wrong with a payment (缴费故障开关), to be switched on by name: at the platform, at a bank or in a wallet. Each
 * says what happens, and what a department or bank that gets it right then has.
 */
public enum PaymentFault implements FaultSwitch {
    /** Every order arrives twice. One order; the same bill gives its code again, another bill of its number none. */
    F01_DOUBLE_CREATE(Fault.DUPLICATE),
    /** A wallet that pays is followed by another one. The first pays the bill, the second is kept to be refunded. */
    F02_DOUBLE_PAY,
    /** As soon as an order is closed a wallet pays it. Not paid: a person refunds it or accepts it. */
    F03_PAY_AFTER_CLOSE,
    /** The platform refuses to close an order ({@code NOT_CLOSED}). No new code is issued while the old one can be paid. */
    F04_NEW_CODE_OLD_OPEN,
    /** Pushes are not sent at all. The payment is found by asking, and has one effect. */
    F05_NOTIFY_LOST,
    /** Before a push it comes four times at once, two of them octet for octet the other two. One effect, one answer. */
    F06_NOTIFY_DUP,
    /** A push is held back until a later one has gone out. The same end state as in order. */
    F07_NOTIFY_REORDER,
    /** A push comes again octet for octet: at once, and before the first push a day later. One effect; the late one refused. */
    F08_NOTIFY_REPLAY,
    /** Before a push come four forged ones: wrong signature, unknown key, other algorithm, no signature. All refused. */
    F09_NOTIFY_FORGED,
    /** Before a push come four changed ones: content, white space, charset, byte order mark. All refused. */
    F10_NOTIFY_TAMPER,
    /** A wallet pays one yuan more than the bill. Not paid: kept as it came, for a person. */
    F11_AMOUNT_DIFF,
    /** A push, and the bill that a bank looks up, name another payee. Not paid, not refunded; the bank takes no money. */
    F12_PAYEE_DIFF,
    /** Before a push about a payment comes one about other money, for an order of somebody else. Refused, and kept unmatched. */
    F13_UNKNOWN_CODE,
    /**
     * A push is dated by a clock that is off: ahead and back by an hour of summer time, 10 and 6 minutes, all refused, then
     * 4 minutes and 1, accepted.
     */
    F14_CLOCK_SKEW,
    /** A push is signed by the platform's next key, {@link Role#PLATFORM_NEXT}. The keys are read again, once. */
    F15_KEY_ROTATION,
    /** The line breaks as soon as the department has a push, while it is at work; it comes again. One effect. */
    F17_HALF_DONE,
    /** The platform waits for the answer to a push for one second only. It is answered before the department's work is done. */
    F18_SLOW_BUSINESS,
    /** The department's answer to a push is lost, and it comes again. One effect, the same answer. */
    F19_ANSWER_LOST,
    /** The platform says that more would be given back than was paid. The refund is refused, its amount free again. */
    F20_REFUND_OVER,
    /** The platform says that another refund was faster. Refused with {@code PRECONDITION}; look again. */
    F21_REFUND_RACE,
    /** The platform acts, and its answers are lost. The same number again is the same refund, paid out once. */
    F22_REFUND_RETRY(Fault.LOST_RESPONSE),
    /** A refund is accepted, and fails three days later. Accepted is not done; its amount is free again. */
    F23_REFUND_LATE_FAIL,
    /** The platform says that the channel gives nothing back any more. Refused, the amount free again. */
    F24_REFUND_WINDOW,
    /** A receipt is issued as soon as a wallet has paid. No refund without a red-letter receipt. */
    F25_REFUND_AFTER_RECEIPT,
    /** The amount that a wallet pays is told in fen where yuan are due. Not paid, as {@link #F11_AMOUNT_DIFF}. */
    F26_UNIT_MIX,
    /** In place of a push about a payment come two with a float's amounts: 20.000000000000004, a number. Refused; found by asking. */
    F27_FLOAT,
    /** A wallet pays in three parts, each rounded, which do not sum to the bill. Not paid; every part is kept. */
    F28_SPLIT_ROUNDING,
    /** In place of a push about a payment come three: yen with decimals, dinars with four, no currency. Refused; found by asking. */
    F29_MINOR_UNITS,
    /** What a wallet pays arrives as a transfer without a payment code. In the pool, until a person claims it. */
    F37_ARRIVAL_NO_CODE,
    /** What is scanned is another payee's sticker, then a changed, a foreign and a stale one. Refused before any call. */
    F38_BAD_QR,
    /** The platform says of a paid order that it is open. What it has signed stands; a person is told if it insists. */
    F39_QUERY_STALE,
    /** The connection is closed before the platform has done anything. Unknown: asked first, and never ordered anew. */
    F40_CHANNEL_DOWN(Fault.OUTAGE),
    /** The platform acts, and the connection is reset before its answer. Unknown, as {@link #F40_CHANNEL_DOWN}. */
    F40_CHANNEL_RESET(Fault.LOST_RESPONSE),
    /** A gateway answers 503 in the platform's place, which has got nothing. Unknown: nobody has signed it. */
    F40_UNAVAILABLE(Fault.UNAVAILABLE),
    /** The platform acts, and a gateway answers 504 in its place. Unknown: nobody has signed it. */
    F40_GATEWAY_TIMEOUT(Fault.GATEWAY_TIMEOUT);

    private final @Nullable Fault wire;

    PaymentFault() {
        this.wire = null;
    }

    PaymentFault(Fault wire) {
        this.wire = wire;
    }

    @Override
    public FaultSwitch effective() {
        return wire == null ? this : wire;
    }
}
