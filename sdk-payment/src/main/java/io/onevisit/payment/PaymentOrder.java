package io.onevisit.payment;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bill that was handed to the platform to be paid (缴款订单), as far as this side knows. Immutable. */
public final class PaymentOrder {
    private final Bill bill;
    private final Instant expires;
    private final PaymentState state;
    private final Registration registration;
    private final OrderMoney money;

    PaymentOrder(Bill bill, Instant expires, PaymentState state, Registration registration, OrderMoney money) {
        this.bill = Require.present(bill, "bill");
        this.expires = Require.present(expires, "expires");
        this.state = Require.present(state, "state");
        this.registration = Require.present(registration, "registration");
        this.money = Require.present(money, "money");
    }

    static PaymentOrder fresh(Bill bill, Instant expires) {
        return new PaymentOrder(bill, expires, PaymentState.SENDING, Registration.NONE, OrderMoney.NONE);
    }

    /** What is to be paid. */
    public Bill bill() {
        return bill;
    }

    /** Until when it can be paid. */
    public Instant expires() {
        return expires;
    }

    /** How far it has come. */
    public PaymentState state() {
        return state;
    }

    /**
     * True unless the platform certainly takes no money for it any more, or never did. After wrong money has arrived the
     * code may still be open: {@link Payments#close} ends that.
     */
    public boolean isPayable() {
        return !registration.over();
    }

    /**
     * The order that stands for the same debt in place of this one: since {@link Payments#replace}, or since money was accepted
     * or claimed for that one after all.
     */
    public Optional<BillNumber> replacedBy() {
        return Optional.ofNullable(registration.replacedBy());
    }

    /** The payment code, once the platform has given one. */
    public Optional<PaymentCode> code() {
        return Optional.ofNullable(registration.code());
    }

    /** The check code that goes with the payment code, where there is one. */
    public Optional<CheckCode> checkCode() {
        return Optional.ofNullable(registration.checkCode());
    }

    /** The money that has arrived, in the order it became known; more than one when somebody paid twice. */
    public List<Arrival> arrivals() {
        return money.arrivals();
    }

    /** The money that pays the bill, once it has arrived. */
    public Optional<Payment> payment() {
        return money.payment();
    }

    /** What was given back or is on its way, in the order it was asked for. */
    public List<Refund> refunds() {
        return money.refunds();
    }

    /** The refund of this number, if there is one. */
    public Optional<Refund> refund(RefundNumber number) {
        return money.refund(number);
    }

    /**
     * What is left of a payment: its amount less all that was given back or may be; nothing when the bank took it back.
     *
     * @throws InvalidValueException when no such payment has arrived for this bill
     */
    public Money refundable(String paymentNumber) {
        return money.refundable(paymentNumber);
    }

    /** The fiscal receipt, once one is issued; empty again when the bank has taken back the payment it was issued for. */
    public Optional<FiscalReceipt> receipt() {
        return Optional.ofNullable(money.receipt());
    }

    /**
     * The receipts of payments that the bank has taken back (已冲正票据), in the order it became known: they count no more, and
     * each is to be cancelled by a red-letter receipt.
     */
    public List<FiscalReceipt> reversedReceipts() {
        return money.reversedReceipts();
    }

    Registration registration() {
        return registration;
    }

    OrderMoney money() {
        return money;
    }

    /** How often in a row the platform has contradicted what it had signed. */
    int doubts() {
        return registration.doubts();
    }

    PaymentOrder with(PaymentState next) {
        if (next == state) {
            return this;
        }
        Registration there = next.endsCode() ? registration.ended() : registration;
        return new PaymentOrder(bill, expires, next, there, money);
    }

    PaymentOrder with(Registration there) {
        return new PaymentOrder(bill, expires, state, there, money);
    }

    PaymentOrder with(OrderMoney changed) {
        return new PaymentOrder(bill, expires, state, registration, changed);
    }

    /** The same after the platform has said how it stands; money is not among what it says. */
    PaymentOrder told(PaymentState said) {
        PaymentOrder told = with(state.told(said));
        return switch (said) {
            case CLOSED, EXPIRED -> told.with(told.registration.ended());
            case OPEN -> state.isUnpaidEnd() ? told.with(told.registration.open()) : told;
            default -> told;
        };
    }

    /** True when it is over here without money, and the platform has it open: closing it was not its word, or not its last. */
    boolean isOpenOnlyThere() {
        return isPayable() && state.isUnpaidEnd();
    }

    /** The same before the platform is told to close it. */
    PaymentOrder closing() {
        return isPayable() && state.isOpenThere() ? with(PaymentState.CLOSING) : this;
    }

    /** The same after the platform has refused the closing that was {@code attempt}. */
    PaymentOrder notClosed(int attempt) {
        if (registration.closings() != attempt) {
            return this;
        }
        PaymentOrder open = state == PaymentState.CLOSING ? with(PaymentState.OPEN) : this;
        return open.with(registration.notClosed());
    }

    /**
     * The same after one more arrival of money.
     *
     * @param decision who claimed it for this bill, or null: then it must have come in time. Once another order was made in
     *     its place, money is late
     */
    PaymentOrder arrived(PaymentNotice notice, @Nullable OperatorDecision decision) {
        boolean inTime = replacedBy().isEmpty() && (decision != null || isInTime(notice.payment()));
        ArrivalState arrival = money.judge(bill, state, notice, inTime);
        return with(money.with(new Arrival(notice.payment(), notice.payee(), arrival, decision)))
                .with(state.after(arrival));
    }

    private boolean isInTime(Payment payment) {
        return state.isPayableInTime() && payment.paidAt().isBefore(expires);
    }

    /** The same after another order was made in its place. */
    PaymentOrder replacedBy(BillNumber other) {
        return with(registration.replacedBy(other));
    }

    /** The same after the debt came back to it. */
    PaymentOrder resumed() {
        return with(registration.replacedBy(null));
    }

    /** True when nobody can pay by it, nobody has, and no other order was made in its place. */
    boolean mayGiveWay() {
        return !isPayable() && payment().isEmpty() && replacedBy().isEmpty();
    }

    /** The same, paid by an arrival that a person has accepted. */
    PaymentOrder accepted(String paymentNumber, OperatorDecision decision) {
        return with(money.accepted(paymentNumber, decision)).with(PaymentState.PAID);
    }

    /** True when this money pays the bill by this very decision. */
    boolean isPaidBy(String paymentNumber, ByHand by) {
        return money.findArrival(paymentNumber)
                .filter(arrival -> arrival.state() == ArrivalState.PAYS)
                .flatMap(Arrival::decision)
                .filter(decision -> decision.by().equals(by))
                .isPresent();
    }

    /** The same after the bank has taken one of the arrivals back. */
    PaymentOrder reversed(String paymentNumber) {
        boolean paid = money.arrival(paymentNumber).state() == ArrivalState.PAYS;
        PaymentOrder less = with(money.reversed(paymentNumber));
        return paid
                ? less.with(PaymentState.REVERSED).with(registration.reopened())
                : less.with(registration.withDoubts(0));
    }

    /** True when the platform cannot rightly say that the order is {@code said}. */
    boolean isContradictedBy(PaymentState said) {
        boolean openAgain = state.isForAPerson() && !isPayable() && said == PaymentState.OPEN;
        boolean stillPaid = payment().isEmpty() && hasReversed() && said == PaymentState.PAID;
        return openAgain || stillPaid || state.isContradictedBy(said);
    }

    private boolean hasReversed() {
        return arrivals().stream().anyMatch(arrival -> arrival.state() == ArrivalState.REVERSED);
    }

    /** True for the order of this bill; once the payer is forgotten, whoever it was. */
    boolean isOf(Bill other) {
        return bill.equals(other) || bill.equals(other.withoutPayer());
    }

    /**
     * True when nobody can pay by it, nobody has to act, and its last money, refund request, decision and expiry are older than
     * {@code retention}.
     */
    boolean isForgettable(Instant now, Duration retention) {
        boolean settled = !isPayable() && doubts() == 0 && money.isSettled();
        return settled && !now.isBefore(money.lastChange(expires).plus(retention));
    }

    /** The same without who paid; the money and who decided about it stay. */
    PaymentOrder forgotten() {
        return new PaymentOrder(bill.withoutPayer(), expires, state, registration, money);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PaymentOrder order
                && bill.equals(order.bill)
                && expires.equals(order.expires)
                && state == order.state
                && registration.equals(order.registration)
                && money.equals(order.money);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bill, expires, state, registration, money);
    }

    @Override
    public String toString() {
        return "order " + bill.number() + " " + state;
    }
}
