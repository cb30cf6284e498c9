package io.onevisit.payment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What money is to the bill it arrived for (到账状态). */
public enum ArrivalState {
    /** It pays the bill. */
    PAYS(null),
    /** The bill was paid already, and this is its amount once more (重复缴款). */
    DOUBLE_PAID(ProposedAction.REFUND),
    /** The bill was paid already, and this is another amount on top (溢缴). */
    SURPLUS(ProposedAction.REFUND),
    /** It came after the order had expired or was closed (关单后到账). */
    AFTER_CLOSE(ProposedAction.REFUND_OR_ACCEPT),
    /** Another amount or currency than the bill's (金额不符). */
    AMOUNT_MISMATCH(ProposedAction.REFUND_OR_ACCEPT),
    /** The right amount, after another arrival that did not match. */
    AFTER_MISMATCH(ProposedAction.REFUND_OR_ACCEPT),
    /** For another payee than the bill's (收款单位不符). */
    PAYEE_MISMATCH(ProposedAction.ASK_PLATFORM),
    /** The bank has taken it back (已冲正): whatever it was to the bill, it counts no more. */
    REVERSED(ProposedAction.UNDO);

    private final @Nullable ProposedAction proposal;

    ArrivalState(@Nullable ProposedAction proposal) {
        this.proposal = proposal;
    }

    /** What to do about it; empty when it simply pays the bill. */
    public Optional<ProposedAction> proposal() {
        return Optional.ofNullable(proposal);
    }
}
