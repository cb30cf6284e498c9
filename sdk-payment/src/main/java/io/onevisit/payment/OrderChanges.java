package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.StorageException;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.Change;
import java.sql.Connection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an order by what the platform says of it, be it by notice or by answer. Each change is written together
 * with its effects on the department; the same told again changes nothing.
 */
final class OrderChanges {
    private static final String ANSWER = "payment order";
    private static final String EPISODES = "payment.contradicted";

    private final StateStore store;
    private final OrderBook book;
    private final Telling telling;
    private final ArrivalChanges arrivals;
    private final PaymentCodeProfile codes;

    OrderChanges(StateStore store, Outbox effects, PaymentCodeProfile codes) {
        this.store = store;
        this.book = new OrderBook(store);
        this.telling = new Telling(effects);
        this.arrivals = new ArrivalChanges(store, effects);
        this.codes = codes;
    }

    /**
     * Takes in the platform's answer about an order.
     *
     * <p>One with another payment code than before is not taken in, and a person is told.
     *
     * @throws MalformedMessageException when it is not about this order, or not what the contract says
     */
    PaymentOrder answered(Connection transaction, BillNumber number, Members answer) {
        if (!answer.value("orderNumber", BillNumber::new).equals(number)) {
            throw new MalformedMessageException(ANSWER, "is about another order");
        }
        PaymentCode code = answer.value("paymentCode", PaymentCode::new);
        Optional<CheckCode> check = answer.optionalValue("checkCode", CheckCode::new);
        requireForm(answer, code, check);
        PaymentState said = answer.value("state", PaymentState::ofPlatform);
        Optional<Payment> payment = answer.optionalObject("payment").map(PaymentJson::payment);
        if (said == PaymentState.PAID && payment.isEmpty()) {
            throw new MalformedMessageException(ANSWER, "is paid without a payment");
        }
        PaymentOrder order = book.change(
                        transaction, number, current -> answered(current, said, code, check.orElse(null)))
                .after();
        return telling.agreed(transaction, number, "code " + code, hasCode(order, code))
                ? taken(transaction, order, said, payment.map(money -> notice(order, code, money)))
                : order;
    }

    private PaymentOrder taken(
            Connection transaction, PaymentOrder order, PaymentState said, Optional<PaymentNotice> notice) {
        BillNumber number = order.bill().number();
        notice.ifPresent(arrived -> arrivals.arrive(transaction, number, arrived, null));
        PaymentOrder after = book.find(transaction, number).orElseThrow();
        Optional<Payment> payment = notice.map(PaymentNotice::payment).filter(after.money()::counts);
        return said == PaymentState.PAID && payment.isPresent()
                ? paid(transaction, number, payment.get())
                : doubt(transaction, number, said.name(), after.isContradictedBy(said));
    }

    /** Nobody can pay what the platform counts as paid by money of this order, whatever that is to the bill. */
    private PaymentOrder paid(Connection transaction, BillNumber number, Payment payment) {
        book.change(
                transaction,
                number,
                current -> current.money().counts(payment)
                        ? current.with(current.registration().ended())
                        : current);
        return doubt(transaction, number, PaymentState.PAID.name(), false);
    }

    /** An answer does not say for whom the money is; a notice does. */
    private static PaymentNotice notice(PaymentOrder order, PaymentCode code, Payment payment) {
        CreditCode payee = order.money()
                .findArrival(payment.number())
                .map(Arrival::payee)
                .orElse(order.bill().payee().code());
        return new PaymentNotice(code, payee, payment);
    }

    private static boolean hasCode(PaymentOrder order, PaymentCode code) {
        return order.code().equals(Optional.of(code));
    }

    private void requireForm(Members answer, PaymentCode code, Optional<CheckCode> check) {
        answer.checked(() -> {
            codes.require(code, check);
            return code;
        });
    }

    private static PaymentOrder answered(
            PaymentOrder current, PaymentState said, PaymentCode code, @Nullable CheckCode check) {
        if (current.code().isPresent() && !hasCode(current, code)) {
            return current;
        }
        PaymentOrder told = current.told(said);
        return told.with(told.registration().with(code, check));
    }

    /** Takes in that the platform says it has no such order. */
    PaymentOrder denied(Connection transaction, BillNumber number) {
        PaymentOrder order = book.find(transaction, number).orElseThrow();
        return doubt(transaction, number, "NONE", order.state().isContradictedByNone());
    }

    /** Counts contradictions in a row. One may be stale; after the second a person is told, anew each time they begin. */
    private PaymentOrder doubt(Connection transaction, BillNumber number, String said, boolean contradicted) {
        Change<PaymentOrder> change = book.change(transaction, number, current -> {
            boolean holds = contradicted && !isPaidByHand(current);
            Registration there = current.registration();
            return current.with(there.withDoubts(holds ? there.doubts() + 1 : 0));
        });
        if (change.after().doubts() == 2) {
            telling.agreed(transaction, number, "state " + said + " " + episode(transaction, number), false);
        }
        return change.after();
    }

    /** Numbers the times that the platform began to contradict itself about an order: the version of a row counts them. */
    private long episode(Connection transaction, BillNumber number) {
        StateKey key = new StateKey(EPISODES, number.value());
        store.insert(transaction, key, Bytes.empty(), null);
        State episodes = store.find(transaction, key).orElseThrow();
        if (!store.compareAndSet(transaction, key, episodes.version(), Bytes.empty())) {
            throw new StorageException("counting contradictions", null);
        }
        return episodes.version();
    }

    private static boolean isPaidByHand(PaymentOrder order) {
        return order.arrivals().stream()
                .anyMatch(arrival -> arrival.state() == ArrivalState.PAYS
                        && arrival.decision().isPresent());
    }

    /** True when the order is ours. */
    boolean isOurs(Connection transaction, BillNumber number) {
        return book.find(transaction, number).isPresent();
    }

    /** True when the order is ours and has this code, or none yet and this is of the form agreed. */
    boolean isOurs(Connection transaction, BillNumber number, PaymentCode code) {
        return book.find(transaction, number)
                .filter(order -> order.code().map(code::equals).orElseGet(() -> codes.fits(code)))
                .isPresent();
    }

    /** The platform has closed an order; one that was paid stays so. */
    void closed(Connection transaction, BillNumber number) {
        book.change(transaction, number, current -> current.told(PaymentState.CLOSED));
    }
}
