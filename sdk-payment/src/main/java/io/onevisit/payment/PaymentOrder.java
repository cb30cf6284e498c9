package io.onevisit.payment;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bill that was handed to the platform to be paid (缴款订单), as far as this side knows. Immutable.
 *
 * @param bill what is to be paid
 * @param state how far it has come
 * @param expires until when it can be paid
 * @param assignedCode the payment code, or null until the platform has given one
 * @param assignedCheckCode its check code, or null where there is none
 * @param arrivals the money that has arrived, in the order it became known; more than one when somebody paid twice
 * @param refunds what was given back or is on its way, in the order it was asked for
 * @param issuedReceipt the fiscal receipt of the bill, or null until one is issued
 * @param reversedAhead the numbers of payments that the bank had taken back before they were told of
 * @param doubts how often in a row the platform has contradicted what it had signed; from the second time a person is told
 */
public record PaymentOrder(
        Bill bill,
        PaymentState state,
        Instant expires,
        @Nullable PaymentCode assignedCode,
        @Nullable CheckCode assignedCheckCode,
        List<Arrival> arrivals,
        List<Refund> refunds,
        @Nullable FiscalReceipt issuedReceipt,
        List<String> reversedAhead,
        int doubts) {
    public PaymentOrder {
        Require.present(bill, "bill");
        Require.present(state, "state");
        Require.present(expires, "expires");
        arrivals = List.copyOf(arrivals);
        refunds = List.copyOf(refunds);
        reversedAhead = List.copyOf(reversedAhead);
    }

    static PaymentOrder fresh(Bill bill, Instant expires) {
        return new PaymentOrder(
                bill, PaymentState.SENDING, expires, null, null, List.of(), List.of(), null, List.of(), 0);
    }

    /** The payment code, once the platform has given one. */
    public Optional<PaymentCode> code() {
        return Optional.ofNullable(assignedCode);
    }

    /** The check code that goes with the payment code, where there is one. */
    public Optional<CheckCode> checkCode() {
        return Optional.ofNullable(assignedCheckCode);
    }

    /** The fiscal receipt, once one is issued. */
    public Optional<FiscalReceipt> receipt() {
        return Optional.ofNullable(issuedReceipt);
    }

    /** The money that pays the bill, once it has arrived. */
    public Optional<Payment> payment() {
        return arrivals.stream()
                .filter(arrival -> arrival.state() == ArrivalState.PAYS)
                .map(Arrival::payment)
                .findFirst();
    }

    /** The refund of this number, if there is one. */
    public Optional<Refund> refund(RefundNumber number) {
        return refunds.stream().filter(refund -> refund.number().equals(number)).findFirst();
    }

    /**
     * What is left of a payment: its amount less all that was given back or may be; nothing when the bank took it back.
     *
     * @throws InvalidValueException when no such payment has arrived for this bill
     */
    public Money refundable(String paymentNumber) {
        Money paid = arrival(paymentNumber).payment().amount();
        if (arrival(paymentNumber).state() == ArrivalState.REVERSED) {
            return paid.minus(paid);
        }
        return held(paymentNumber).map(RefundRequest::amount).reduce(paid, Money::minus);
    }

    /** What is given back of a payment, or may be. */
    private Stream<RefundRequest> held(String paymentNumber) {
        return refunds.stream()
                .filter(refund -> refund.state().holdsMoney())
                .map(Refund::request)
                .filter(request -> request.paymentNumber().equals(paymentNumber));
    }

    /** The arrival of a payment. */
    Arrival arrival(String paymentNumber) {
        return findArrival(paymentNumber)
                .orElseThrow(() -> new InvalidValueException("payment number", "has not arrived for this bill"));
    }

    Optional<Arrival> findArrival(String paymentNumber) {
        return arrivals.stream()
                .filter(arrival -> arrival.payment().number().equals(paymentNumber))
                .findFirst();
    }

    /** True when the platform's last answer contradicted what it had signed. */
    boolean isDoubted() {
        return doubts > 0;
    }

    PaymentOrder with(PaymentState next) {
        return new PaymentOrder(
                bill,
                next,
                expires,
                assignedCode,
                assignedCheckCode,
                arrivals,
                refunds,
                issuedReceipt,
                reversedAhead,
                doubts);
    }

    PaymentOrder with(PaymentCode code, @Nullable CheckCode checkCode) {
        return new PaymentOrder(
                bill, state, expires, code, checkCode, arrivals, refunds, issuedReceipt, reversedAhead, doubts);
    }

    PaymentOrder with(FiscalReceipt receipt) {
        return new PaymentOrder(
                bill,
                state,
                expires,
                assignedCode,
                assignedCheckCode,
                arrivals,
                refunds,
                receipt,
                reversedAhead,
                doubts);
    }

    PaymentOrder withDoubts(int count) {
        return new PaymentOrder(
                bill,
                state,
                expires,
                assignedCode,
                assignedCheckCode,
                arrivals,
                refunds,
                issuedReceipt,
                reversedAhead,
                count);
    }

    /** The same after one more arrival. */
    PaymentOrder with(Arrival arrival) {
        List<Arrival> all = Stream.concat(arrivals.stream(), Stream.of(arrival)).toList();
        return with(state.after(arrival.state()), all);
    }

    /** The same, paid by an arrival that a person has accepted. */
    PaymentOrder accepted(String paymentNumber, OperatorDecision decision) {
        return with(
                PaymentState.PAID,
                replaced(
                        paymentNumber,
                        arrival -> new Arrival(arrival.payment(), arrival.payee(), ArrivalState.PAYS, decision)));
    }

    private List<Arrival> replaced(String paymentNumber, UnaryOperator<Arrival> change) {
        return arrivals.stream()
                .map(arrival -> arrival.payment().number().equals(paymentNumber) ? change.apply(arrival) : arrival)
                .toList();
    }

    private PaymentOrder with(PaymentState next, List<Arrival> all) {
        return new PaymentOrder(
                bill,
                next,
                expires,
                assignedCode,
                assignedCheckCode,
                all,
                refunds,
                issuedReceipt,
                reversedAhead,
                doubts);
    }

    /** The same after the bank has taken one of the arrivals back. */
    PaymentOrder reversed(String paymentNumber) {
        boolean paid = arrival(paymentNumber).state() == ArrivalState.PAYS;
        return with(paid ? PaymentState.REVERSED : state, replaced(paymentNumber, Arrival::reversed))
                .withDoubts(0);
    }

    /** The same, knowing of a payment that the bank took back before it was told of. */
    PaymentOrder withReversedAhead(String paymentNumber) {
        List<String> all =
                Stream.concat(reversedAhead.stream(), Stream.of(paymentNumber)).toList();
        return new PaymentOrder(
                bill, state, expires, assignedCode, assignedCheckCode, arrivals, refunds, issuedReceipt, all, doubts);
    }

    /** True when something is given back of a payment, or may be. */
    boolean isRefunded(String paymentNumber) {
        return held(paymentNumber).findAny().isPresent();
    }

    /** The same with a refund, in the place of the one of its number. */
    PaymentOrder with(Refund refund) {
        List<Refund> all = new ArrayList<>(refunds);
        all.replaceAll(each -> each.number().equals(refund.number()) ? refund : each);
        if (refund(refund.number()).isEmpty()) {
            all.add(refund);
        }
        return new PaymentOrder(
                bill,
                state,
                expires,
                assignedCode,
                assignedCheckCode,
                arrivals,
                all,
                issuedReceipt,
                reversedAhead,
                doubts);
    }

    /**
     * What money is to this order.
     *
     * @param decision who claimed it for this bill, or null: then it must have come in time
     */
    Arrival judge(PaymentNotice notice, @Nullable OperatorDecision decision) {
        boolean inTime = decision != null || isInTime(notice.payment());
        return new Arrival(notice.payment(), notice.payee(), judge(notice, inTime), decision);
    }

    private ArrivalState judge(PaymentNotice notice, boolean inTime) {
        if (reversedAhead.contains(notice.payment().number())) {
            return ArrivalState.REVERSED;
        }
        boolean right = notice.payment().amount().equals(bill.total());
        if (!notice.payee().equals(bill.payee().code())) {
            return ArrivalState.PAYEE_MISMATCH;
        }
        if (state == PaymentState.PAID) {
            return right ? ArrivalState.DOUBLE_PAID : ArrivalState.SURPLUS;
        }
        if (!right) {
            return ArrivalState.AMOUNT_MISMATCH;
        }
        if (state == PaymentState.MISMATCHED) {
            return ArrivalState.AFTER_MISMATCH;
        }
        return inTime && state != PaymentState.PAID_AFTER_CLOSE ? ArrivalState.PAYS : ArrivalState.AFTER_CLOSE;
    }

    private boolean isInTime(Payment payment) {
        boolean payable = switch (state) {
            case SENDING, OPEN, EXPIRED, REVERSED -> true;
            default -> false;
        };
        return payable && payment.paidAt().isBefore(expires);
    }

    @Override
    public String toString() {
        return "order " + bill.number() + " " + state;
    }
}
