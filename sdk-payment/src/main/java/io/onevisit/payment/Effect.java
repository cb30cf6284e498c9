package io.onevisit.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Duration;

/**
 * Something that the department is to be told once.
 *
 * @param key tells this effect from all others
 * @param payload what it is about
 */
record Effect(String key, Bytes payload) {
    static final String KIND = "payment.effect";

    /** What the department is told. */
    enum What {
        PAID,
        REVERSED,
        ARRIVED,
        UNMATCHED,
        UNMATCHED_CONTRADICTED,
        REFUNDED,
        REFUND_FAILED,
        CONTRADICTED,
        CLOCKS_APART
    }

    static Effect paid(BillNumber bill, String payment) {
        return new Effect(
                subject(bill, payment) + ":paid", octets(about(What.PAID, bill).put("payment", payment)));
    }

    /** Money that the bank has taken back, by what it was before: a payment of the bill, or something for a person. */
    static Effect reversed(BillNumber bill, Arrival before) {
        String payment = before.payment().number();
        What what = before.state() == ArrivalState.PAYS ? What.REVERSED : What.ARRIVED;
        ObjectNode about = about(what, bill).put("payment", payment).put("proposal", ProposedAction.UNDO.name());
        return new Effect(subject(bill, payment) + ":reversed", octets(about));
    }

    /** Names a payment of a bill in a key. */
    static String subject(BillNumber bill, String payment) {
        return bill + ":" + digest(payment);
    }

    /** Money that a person must look at. */
    static Effect arrived(BillNumber bill, Arrival arrival, ProposedAction proposal) {
        String payment = arrival.payment().number();
        ObjectNode about = about(What.ARRIVED, bill).put("payment", payment).put("proposal", proposal.name());
        return new Effect(subject(bill, payment) + ":arrived", octets(about));
    }

    static Effect unmatched(UnmatchedArrival arrival) {
        return new Effect(digest(arrival.payment().number()) + ":unmatched", octets(about(What.UNMATCHED, arrival)));
    }

    /** Money of the pool that is told otherwise than before: told once for each thing that is said. */
    static Effect toldOtherwise(UnmatchedArrival told) {
        String said = told.payment().number() + " " + told.payment().amount() + " " + told.payee();
        return new Effect(digest(said) + ":otherwise", octets(about(What.UNMATCHED_CONTRADICTED, told)));
    }

    /** A refund at its end. */
    static Effect ended(BillNumber bill, Refund refund) {
        What what = refund.state() == RefundState.DONE ? What.REFUNDED : What.REFUND_FAILED;
        return new Effect(
                refund.number() + ":refund",
                octets(about(what, bill).put("refund", refund.number().value())));
    }

    /** The platform contradicts itself: told once for each thing that it is about. */
    static Effect contradicted(BillNumber bill, String thing) {
        return new Effect(bill + ":" + digest(thing) + ":contradicted", octets(about(What.CONTRADICTED, bill)));
    }

    /** Our clock and the platform's have parted. */
    static Effect clocksApart(String episode, Duration ahead) {
        return new Effect(
                "clock:" + episode,
                octets(StrictJson.object()
                        .put("effect", What.CLOCKS_APART.name())
                        .put("secondsAhead", ahead.toSeconds())));
    }

    private static ObjectNode about(What what, BillNumber bill) {
        return StrictJson.object().put("effect", what.name()).put("bill", bill.value());
    }

    private static ObjectNode about(What what, UnmatchedArrival arrival) {
        return StrictJson.object()
                .put("effect", what.name())
                .put("payment", arrival.payment().number());
    }

    private static Bytes octets(ObjectNode about) {
        return PaymentJson.octets(about);
    }

    /** Payment numbers may have characters that a key may not. */
    private static String digest(String thing) {
        return Bytes.of(Hash.SHA_256.digest(thing.getBytes(UTF_8))).toHex().substring(0, 32);
    }
}
