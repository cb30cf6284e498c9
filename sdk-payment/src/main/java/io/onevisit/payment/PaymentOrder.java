package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bill that was handed to the platform to be paid (缴款订单), as far as this side knows. Immutable.
 *
 * @param bill what is to be paid
 * @param state how far it has come
 * @param expires until when it can be paid
 * @param assignedCode the payment code, or null until the platform has given one
 * @param arrivals the money that has arrived, in the order it became known; more than one when somebody paid twice
 */
public record PaymentOrder(
        Bill bill,
        PaymentState state,
        Instant expires,
        @Nullable PaymentCode assignedCode,
        List<Payment> arrivals) {
    public PaymentOrder {
        Require.present(bill, "bill");
        Require.present(state, "state");
        Require.present(expires, "expires");
        arrivals = List.copyOf(arrivals);
    }

    /** The payment code, once the platform has given one. */
    public Optional<PaymentCode> code() {
        return Optional.ofNullable(assignedCode);
    }

    /** Money beyond the first payment (溢缴): to be refunded, never dropped. */
    public List<Payment> surplus() {
        return arrivals.size() < 2 ? List.of() : arrivals.subList(1, arrivals.size());
    }

    PaymentOrder with(PaymentState next) {
        return new PaymentOrder(bill, next, expires, assignedCode, arrivals);
    }

    PaymentOrder with(PaymentState next, PaymentCode code) {
        return new PaymentOrder(bill, next, expires, code, arrivals);
    }

    PaymentOrder with(PaymentState next, PaymentCode code, Payment arrival) {
        List<Payment> all = new ArrayList<>(arrivals);
        all.add(arrival);
        return new PaymentOrder(bill, next, expires, code, all);
    }

    /** True when {@code notice} speaks of this order: its code is the one given, or none was given yet. */
    boolean isFor(PaymentCode other) {
        return assignedCode == null || assignedCode.equals(other);
    }

    /** What the order becomes by this arrival of money. */
    PaymentState after(PaymentNotice notice) {
        boolean agrees = notice.payment().amount().equals(bill.total())
                && notice.payee().equals(bill.payee().code());
        return agrees ? state.paid(notice.payment().paidAt().isBefore(expires)) : state.mismatched();
    }

    @Override
    public String toString() {
        return "order " + bill.number() + " " + state;
    }
}
