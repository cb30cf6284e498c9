package io.onevisit.payment;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The money of an order (订单资金): what came, what it is to the bill, and what was given back.
 *
 * @param arrivals in the order they became known; more than one when somebody paid twice
 * @param refunds what was given back or is on its way, in the order it was asked for
 * @param receipt the fiscal receipt of the bill, or null until one is issued
 * @param reversedReceipts those of payments that the bank has taken back since
 * @param reversedAhead the numbers of payments that the bank had taken back before they were told of
 */
record OrderMoney(
        List<Arrival> arrivals,
        List<Refund> refunds,
        @Nullable FiscalReceipt receipt,
        List<FiscalReceipt> reversedReceipts,
        List<String> reversedAhead) {
    static final OrderMoney NONE = new OrderMoney(List.of(), List.of(), null, List.of(), List.of());

    OrderMoney {
        arrivals = List.copyOf(arrivals);
        refunds = List.copyOf(refunds);
        reversedReceipts = List.copyOf(reversedReceipts);
        reversedAhead = List.copyOf(reversedAhead);
    }

    /** The money that pays the bill. */
    Optional<Payment> payment() {
        return arrivals.stream()
                .filter(arrival -> arrival.state() == ArrivalState.PAYS)
                .map(Arrival::payment)
                .findFirst();
    }

    Optional<Arrival> findArrival(String paymentNumber) {
        return arrivals.stream()
                .filter(arrival -> arrival.payment().number().equals(paymentNumber))
                .findFirst();
    }

    Arrival arrival(String paymentNumber) {
        return findArrival(paymentNumber)
                .orElseThrow(() -> new InvalidValueException("payment number", "has not arrived for this bill"));
    }

    /** True for money that is here and that the bank has not taken back. */
    boolean counts(Payment payment) {
        return findArrival(payment.number())
                .filter(arrival -> arrival.state() != ArrivalState.REVERSED)
                .isPresent();
    }

    Optional<Refund> refund(RefundNumber number) {
        return refunds.stream().filter(refund -> refund.number().equals(number)).findFirst();
    }

    /** What is left of a payment: its amount less all that was given back or may be; nothing when the bank took it back. */
    Money refundable(String paymentNumber) {
        Arrival arrival = arrival(paymentNumber);
        Money paid = arrival.payment().amount();
        return arrival.state() == ArrivalState.REVERSED
                ? paid.minus(paid)
                : of(paymentNumber)
                        .filter(refund -> refund.state().holdsMoney())
                        .map(refund -> refund.request().amount())
                        .reduce(paid, Money::minus);
    }

    /** The refunds of a payment. */
    private Stream<Refund> of(String paymentNumber) {
        return refunds.stream()
                .filter(refund -> refund.request().paymentNumber().equals(paymentNumber));
    }

    /** True when something is given back of a payment, or may be. */
    boolean isRefunded(String paymentNumber) {
        return of(paymentNumber).anyMatch(refund -> refund.state().holdsMoney());
    }

    /** What {@code notice} is to a bill whose order is in {@code state}. */
    ArrivalState judge(Bill bill, PaymentState state, PaymentNotice notice, boolean inTime) {
        if (reversedAhead.contains(notice.payment().number())) {
            return ArrivalState.REVERSED;
        }
        if (!notice.payee().equals(bill.payee().code())) {
            return ArrivalState.PAYEE_MISMATCH;
        }
        return state.judge(notice.payment().amount().equals(bill.total()), inTime);
    }

    /** True for money that a person may make pay the bill: nothing else pays it, and none of it was ever given back. */
    boolean isAcceptable(String paymentNumber) {
        return payment().isEmpty()
                && arrival(paymentNumber).mayPay()
                && of(paymentNumber).allMatch(refund -> refund.state() == RefundState.REFUSED);
    }

    /**
     * True while money is here that a person has neither accepted nor given back whole. A refund counts from when the
     * platform has it: what is not even sent may still be refused, and the money accepted then.
     */
    boolean isUndecided() {
        return payment().isEmpty() && arrivals.stream().anyMatch(arrival -> arrival.mayPay() && !isGivenBack(arrival));
    }

    private boolean isGivenBack(Arrival arrival) {
        Money paid = arrival.payment().amount();
        Money givenBack = sum(
                paid,
                of(arrival.payment().number()).filter(refund -> refund.state().isTaken()));
        return givenBack.compareTo(paid) >= 0;
    }

    /** True when nobody has to act: no refund is under way, and of each arrival the payer has what is due, no less and no more. */
    boolean isSettled() {
        return refunds.stream().allMatch(refund -> refund.state().isFinal())
                && arrivals.stream().allMatch(this::isSettled);
    }

    /** What pays the bill stays, what the bank took back is not given out as well, money for another payee is the platform's. */
    private boolean isSettled(Arrival arrival) {
        String number = arrival.payment().number();
        Money paid = arrival.payment().amount();
        Money out = sum(paid, of(number).filter(refund -> refund.state() == RefundState.DONE));
        return switch (arrival.state()) {
            case PAYS -> out.compareTo(paid) <= 0 && owed(number, paid).equals(paid.minus(paid));
            case REVERSED -> !out.isPositive();
            case PAYEE_MISMATCH -> true;
            case DOUBLE_PAID, SURPLUS, AFTER_CLOSE, AMOUNT_MISMATCH, AFTER_MISMATCH -> out.equals(paid);
        };
    }

    /**
     * What came back of a payment and was not asked for again; less than nothing where a refund that was refused is under way
     * after all, and another was asked for meanwhile. What was left of the payment when a refund was asked for tells how much
     * had come back by then: the refund is of that first.
     */
    private Money owed(String paymentNumber, Money paid) {
        Money nothing = paid.minus(paid);
        Money asked = nothing;
        Money again = nothing;
        for (Refund refund : of(paymentNumber)
                .filter(each -> each.state() != RefundState.REFUSED)
                .toList()) {
            Money held = paid.minus(refund.request().available());
            Money open = asked.minus(held).minus(again);
            Money amount = refund.request().amount();
            if (open.isPositive()) {
                again = again.plus(amount.compareTo(open) < 0 ? amount : open);
            }
            asked = asked.plus(amount);
        }
        return sum(paid, of(paymentNumber).filter(refund -> refund.state() == RefundState.FAILED))
                .minus(again);
    }

    /** The amounts of refunds, in the currency of what was paid. */
    private static Money sum(Money paid, Stream<Refund> refunds) {
        return refunds.map(refund -> refund.request().amount()).reduce(paid.minus(paid), Money::plus);
    }

    /** The last of the times that the money tells, or {@code other} when that is later. */
    Instant lastChange(Instant other) {
        Stream<Instant> arrived = arrivals.stream().map(Arrival::lastChange);
        Stream<Instant> asked = refunds.stream().map(Refund::asked);
        return Stream.concat(arrived, asked).reduce(other, (last, each) -> each.isAfter(last) ? each : last);
    }

    /** The same with an arrival. One that the bank had taken back before takes with it the receipt that was told of meanwhile. */
    OrderMoney with(Arrival arrival) {
        OrderMoney more =
                with(Stream.concat(arrivals.stream(), Stream.of(arrival)).toList());
        boolean gone = arrival.state() == ArrivalState.REVERSED && payment().isEmpty();
        return gone && receipt != null ? more.withReversed(receipt) : more;
    }

    /** The same, where a person has decided that an arrival pays the bill. */
    OrderMoney accepted(String paymentNumber, OperatorDecision decision) {
        return with(
                paymentNumber, arrival -> new Arrival(arrival.payment(), arrival.payee(), ArrivalState.PAYS, decision));
    }

    /** The same after the bank has taken an arrival back, and with it the receipt of what it paid. */
    OrderMoney reversed(String paymentNumber) {
        OrderMoney less = with(paymentNumber, Arrival::reversed);
        return receipt != null && arrival(paymentNumber).state() == ArrivalState.PAYS
                ? less.withReversed(receipt)
                : less;
    }

    private OrderMoney withReversed(FiscalReceipt old) {
        List<FiscalReceipt> all =
                Stream.concat(reversedReceipts.stream(), Stream.of(old)).toList();
        return new OrderMoney(arrivals, refunds, null, all, reversedAhead);
    }

    private OrderMoney with(String paymentNumber, UnaryOperator<Arrival> change) {
        return with(arrivals.stream()
                .map(arrival -> arrival.payment().number().equals(paymentNumber) ? change.apply(arrival) : arrival)
                .toList());
    }

    private OrderMoney with(List<Arrival> all) {
        return new OrderMoney(all, refunds, receipt, reversedReceipts, reversedAhead);
    }

    /** The same with a refund, in the place of the one of its number. */
    OrderMoney with(Refund refund) {
        List<Refund> all = new ArrayList<>(refunds);
        all.replaceAll(each -> each.number().equals(refund.number()) ? refund : each);
        if (refund(refund.number()).isEmpty()) {
            all.add(refund);
        }
        return new OrderMoney(arrivals, all, receipt, reversedReceipts, reversedAhead);
    }

    /**
     * The same with a receipt, unless it has one. A receipt names no payment: while nothing pays the bill, it is of one that
     * the bank has taken back, unless each of these has had its own; then it is of one that is still to be told of.
     */
    OrderMoney issued(FiscalReceipt issued) {
        if (receipt != null || reversedReceipts.contains(issued)) {
            return this;
        }
        long reversed = arrivals.stream()
                .filter(arrival -> arrival.state() == ArrivalState.REVERSED)
                .count();
        boolean gone = payment().isEmpty() && reversedReceipts.size() < reversed;
        return gone ? withReversed(issued) : new OrderMoney(arrivals, refunds, issued, reversedReceipts, reversedAhead);
    }

    /** True when this receipt was issued for the order, whether it still counts or not. */
    boolean hasHad(FiscalReceipt issued) {
        return issued.equals(receipt) || reversedReceipts.contains(issued);
    }

    OrderMoney withReversedAhead(String paymentNumber) {
        List<String> all =
                Stream.concat(reversedAhead.stream(), Stream.of(paymentNumber)).toList();
        return new OrderMoney(arrivals, refunds, receipt, reversedReceipts, all);
    }
}
