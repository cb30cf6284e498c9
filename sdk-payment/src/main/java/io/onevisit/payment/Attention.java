package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.time.Duration;

/** Something about money that a person must decide (待处理事项), with what is proposed. */
public sealed interface Attention {
    /** What is proposed. */
    ProposedAction proposal();

    /**
     * Money arrived that does not simply pay the bill: twice, late, in another amount or for another payee.
     *
     * @param order as it stands now
     * @param arrival the money
     * @param proposal what is proposed
     */
    record Arrived(PaymentOrder order, Arrival arrival, ProposedAction proposal) implements Attention {
        public Arrived {
            Require.present(order, "order");
            Require.present(arrival, "arrival");
            Require.present(proposal, "proposal");
        }
    }

    /**
     * Money arrived that belongs to no bill known here.
     *
     * @param arrival the money
     */
    record Unmatched(UnmatchedArrival arrival) implements Attention {
        public Unmatched {
            Require.present(arrival, "arrival");
        }

        @Override
        public ProposedAction proposal() {
            return ProposedAction.CLAIM;
        }
    }

    /**
     * Money of the pool was told once more, of another amount or for another payee. What was told first stands.
     *
     * @param arrival the money as it was told first
     */
    record UnmatchedContradicted(UnmatchedArrival arrival) implements Attention {
        public UnmatchedContradicted {
            Require.present(arrival, "arrival");
        }

        @Override
        public ProposedAction proposal() {
            return ProposedAction.COMPARE;
        }
    }

    /**
     * A refund that the platform had accepted has failed; its amount can be refunded again.
     *
     * @param order as it stands now
     * @param refund the refund
     */
    record RefundFailed(PaymentOrder order, Refund refund) implements Attention {
        public RefundFailed {
            Require.present(order, "order");
            Require.present(refund, "refund");
        }

        @Override
        public ProposedAction proposal() {
            return ProposedAction.REFUND_AGAIN;
        }
    }

    /**
     * The platform contradicts what it has signed before: denies a payment twice, takes back another amount or what has been
     * given back or has a receipt, names another payment code or receipt, ends a refund in two ways.
     *
     * @param order as it stands now
     */
    record Contradicted(PaymentOrder order) implements Attention {
        public Contradicted {
            Require.present(order, "order");
        }

        @Override
        public ProposedAction proposal() {
            return ProposedAction.COMPARE;
        }
    }

    /**
     * This system's clock and the platform's are more than two minutes apart (时钟偏差), or notices take that long. Told
     * once until they agree again to a minute, and once in six hours at most, for what notices show and for what answers show
     * each.
     *
     * @param ahead how far the platform's clock is ahead, in whole seconds; negative when it is behind
     */
    record ClocksApart(Duration ahead) implements Attention {
        public ClocksApart {
            Require.present(ahead, "ahead");
        }

        @Override
        public ProposedAction proposal() {
            return ProposedAction.SET_CLOCK;
        }
    }
}
