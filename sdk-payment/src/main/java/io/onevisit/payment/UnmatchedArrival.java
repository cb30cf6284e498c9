package io.onevisit.payment;

import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Money that belongs to no bill known here (无主到账): without a payment code, or with one that is not ours.
 *
 * @param payment the money
 * @param payee for whom, as the platform says
 * @param statedCode the payment code it came with, or null
 * @param statedRemark what the payer wrote, without control characters and cut after 200 characters, or null; also once it is
 *     forgotten
 * @param claimedFor the bill it was claimed for, or null while it is in the pool
 * @param decidedBy who claimed it and why, or null while it is in the pool
 */
public record UnmatchedArrival(
        Payment payment,
        CreditCode payee,
        @Nullable PaymentCode statedCode,
        @Nullable String statedRemark,
        @Nullable BillNumber claimedFor,
        @Nullable OperatorDecision decidedBy) {
    private static final int MAX_REMARK = 200;

    public UnmatchedArrival {
        Require.present(payment, "payment");
        Require.present(payee, "payee");
        if (statedRemark != null) {
            Require.text(statedRemark, "remark", MAX_REMARK);
        }
        Require.that((claimedFor == null) == (decidedBy == null), "claim", "must have a bill and a decision");
    }

    /** The payment code it came with, if any. */
    public Optional<PaymentCode> code() {
        return Optional.ofNullable(statedCode);
    }

    /** What the payer wrote, if anything. */
    public Optional<String> remark() {
        return Optional.ofNullable(statedRemark);
    }

    /** The bill it was claimed for; empty while it is in the pool. */
    public Optional<BillNumber> bill() {
        return Optional.ofNullable(claimedFor);
    }

    /** Who claimed it and why; empty while it is in the pool. */
    public Optional<OperatorDecision> decision() {
        return Optional.ofNullable(decidedBy);
    }

    /**
     * What a payer wrote, as it is kept: money is not refused for it, so control characters become spaces, and what is longer
     * is cut between two characters. Empty when nothing is left.
     */
    static Optional<String> remark(String written) {
        String plain = written.replaceAll("[\\x00-\\x1F\\x7F-\\x9F]", " ").strip();
        int end = Math.min(plain.length(), MAX_REMARK);
        boolean splits = end < plain.length() && Character.isLowSurrogate(plain.charAt(end));
        String kept = plain.substring(0, splits ? end - 1 : end);
        return Optional.of(kept).filter(text -> !text.isBlank());
    }

    /** Money that a bill has no room for, with the code that it came by. */
    static UnmatchedArrival of(PaymentNotice notice) {
        return new UnmatchedArrival(notice.payment(), notice.payee(), notice.code(), null, null, null);
    }

    /** The money as a notice for whichever bill it is claimed for, of which its code says nothing. */
    PaymentNotice notice() {
        return new PaymentNotice(null, payee, payment);
    }

    UnmatchedArrival claimed(BillNumber bill, OperatorDecision decision) {
        return new UnmatchedArrival(payment, payee, statedCode, statedRemark, bill, decision);
    }

    /** The same without what the payer wrote. */
    UnmatchedArrival forgotten() {
        return new UnmatchedArrival(payment, payee, statedCode, null, claimedFor, decidedBy);
    }

    /** True for the same amount and payee; how the platform tells time and channel may differ. */
    boolean tellsTheSameAs(UnmatchedArrival other) {
        return payment.amount().equals(other.payment.amount()) && payee.equals(other.payee);
    }

    /** The payment only; payers write all sorts of things. */
    @Override
    public String toString() {
        return "unmatched " + payment;
    }
}
