package io.onevisit.payment;

import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Money that has arrived for a bill (到账).
 *
 * @param payment the money
 * @param payee for whom, as the platform says
 * @param state what it is to the bill
 * @param decidedBy who made it so by hand, or null when it follows from the notice
 */
public record Arrival(
        Payment payment,
        CreditCode payee,
        ArrivalState state,
        @Nullable OperatorDecision decidedBy) {
    public Arrival {
        Require.present(payment, "payment");
        Require.present(payee, "payee");
        Require.present(state, "arrival state");
    }

    Arrival reversed() {
        return new Arrival(payment, payee, ArrivalState.REVERSED, decidedBy);
    }

    /** True when it can pay the bill by the word of a person, as long as nothing else does. */
    boolean mayPay() {
        return state == ArrivalState.DOUBLE_PAID
                || state.proposal().equals(Optional.of(ProposedAction.REFUND_OR_ACCEPT));
    }

    /** When it came, or a person decided about it. */
    Instant lastChange() {
        return decidedBy == null ? payment.paidAt() : decidedBy.at();
    }

    /** True for the same amount and payee; how the platform tells time and channel may differ. */
    boolean isToldBy(PaymentNotice notice) {
        return payment.amount().equals(notice.payment().amount()) && payee.equals(notice.payee());
    }

    /** Who claimed or accepted it, when somebody did. */
    public Optional<OperatorDecision> decision() {
        return Optional.ofNullable(decidedBy);
    }
}
