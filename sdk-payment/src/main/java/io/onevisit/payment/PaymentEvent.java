package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import java.sql.Connection;

/** What the platform pushes about payments, read strictly. */
sealed interface PaymentEvent {
    String FORMAT = "payment notice";
    int MAX_EVENT_ID = 128;

    /**
     * Takes it in by the {@link Intake#take} that is its own, so that none is forgotten.
     *
     * @return false when it is not to be acknowledged
     */
    boolean takenInBy(Intake intake, Connection transaction);

    /** What it tells of, and under which number. */
    record Told(String eventId, PaymentEvent event) {}

    /** Money has arrived by a payment code. */
    record Paid(BillNumber bill, PaymentCode code, PaymentNotice notice) implements PaymentEvent {
        @Override
        public boolean takenInBy(Intake intake, Connection transaction) {
            return intake.take(transaction, this);
        }
    }

    /** An order can be paid. */
    record Opened(BillNumber bill, PaymentCode code) implements PaymentEvent {
        @Override
        public boolean takenInBy(Intake intake, Connection transaction) {
            return intake.take(transaction, this);
        }
    }

    /** An order cannot be paid any more. */
    record Closed(BillNumber bill, PaymentCode code) implements PaymentEvent {
        @Override
        public boolean takenInBy(Intake intake, Connection transaction) {
            return intake.take(transaction, this);
        }
    }

    /** A refund has ended. */
    record Refunded(BillNumber bill, RefundNumber refund, String paymentNumber, Money amount, RefundState state)
            implements PaymentEvent {
        @Override
        public boolean takenInBy(Intake intake, Connection transaction) {
            return intake.take(transaction, this);
        }

        /** True when this is what was asked for. */
        boolean isAbout(Refund asked) {
            RefundRequest request = asked.request();
            return request.paymentNumber().equals(paymentNumber)
                    && request.amount().equals(amount);
        }
    }

    /** The bank has taken a payment back, whole (冲正). */
    record Reversed(BillNumber bill, PaymentCode code, String paymentNumber, Money amount) implements PaymentEvent {
        @Override
        public boolean takenInBy(Intake intake, Connection transaction) {
            return intake.take(transaction, this);
        }

        /** True for the whole of this payment. */
        boolean isAbout(Arrival arrival) {
            return arrival.payment().number().equals(paymentNumber)
                    && arrival.payment().amount().equals(amount);
        }
    }

    /** A fiscal receipt was issued. */
    record Receipt(BillNumber bill, FiscalReceipt receipt) implements PaymentEvent {
        @Override
        public boolean takenInBy(Intake intake, Connection transaction) {
            return intake.take(transaction, this);
        }
    }

    /** Money has arrived without a payment code. */
    record Arrived(UnmatchedArrival arrival) implements PaymentEvent {
        @Override
        public boolean takenInBy(Intake intake, Connection transaction) {
            return intake.take(transaction, this);
        }
    }

    /**
     * Reads an event.
     *
     * @throws MalformedMessageException when it is none that the contract has
     */
    static Told read(Bytes octets) {
        Members body = Members.read(octets, FORMAT);
        String eventId = body.value("eventId", id -> Require.text(id, "event id", MAX_EVENT_ID));
        return new Told(eventId, body.checked(() -> event(body)));
    }

    private static PaymentEvent event(Members body) {
        return switch (body.text("type")) {
            case "payment.paid" -> new Paid(bill(body), code(body), PaymentJson.notice(body));
            case "payment.opened" -> new Opened(bill(body), code(body));
            case "payment.closed" -> new Closed(bill(body), code(body));
            case "payment.refunded" -> refunded(body);
            case "payment.reversed" -> new Reversed(bill(body), code(body), paymentNumber(body), body.money("amount"));
            case "payment.receipt" -> new Receipt(bill(body), PaymentJson.receipt(body.object("receipt")));
            case "payment.arrived" -> new Arrived(arrival(body));
            default -> throw new MalformedMessageException(FORMAT, "is of a type not known here");
        };
    }

    private static UnmatchedArrival arrival(Members body) {
        PaymentNotice notice = PaymentJson.notice(body);
        String remark =
                UnmatchedArrival.remark(body.object().path("remark").asText("")).orElse(null);
        return new UnmatchedArrival(notice.payment(), notice.payee(), null, remark, null, null);
    }

    private static Refunded refunded(Members body) {
        RefundState state = body.value("state", RefundState::ofPlatform);
        Require.that(state.isFinal(), "state", "must be an end");
        return new Refunded(
                bill(body),
                body.value("refundNumber", RefundNumber::new),
                paymentNumber(body),
                body.money("amount"),
                state);
    }

    private static BillNumber bill(Members body) {
        return body.value("orderNumber", BillNumber::new);
    }

    private static String paymentNumber(Members body) {
        return body.value("paymentNumber", number -> Require.text(number, "payment number", 64));
    }

    private static PaymentCode code(Members body) {
        return body.value("paymentCode", PaymentCode::new);
    }
}
