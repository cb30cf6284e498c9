package io.onevisit.payment;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.StorageException;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes out who paid, where all has long been settled (个人信息到期删除). What is reconciled stays: numbers, codes, amounts, times,
 * who decided. What a page shows to be due is judged again and changed in a transaction of its own, so that no notice waits
 * for it; done again it changes nothing.
 */
final class Forgetting {
    private final StateStore store;
    private final OrderBook book;
    private final UnmatchedPool pool;
    private final Clock clock;
    private final Duration retention;

    Forgetting(StateStore store, Clock clock, Duration retention) {
        this.store = store;
        this.book = new OrderBook(store);
        this.pool = new UnmatchedPool(store);
        this.clock = clock;
        this.retention = retention;
    }

    /**
     * Goes through all that is stored; how many rows named somebody and do not any more.
     *
     * @throws StorageException when rows could not be read or changed, once all others are done
     */
    int forget() {
        Round round = new Round();
        round.each(book::page, row -> namesPayer(OrderBook.read(row)), this::forgetPayer);
        round.each(pool::page, row -> UnmatchedPool.read(row).remark().isPresent(), this::forgetRemark);
        return round.done();
    }

    /** One walk through the rows. */
    private final class Round {
        private int done;
        private @Nullable OneVisitException failure;

        void each(
                BiFunction<Connection, String, List<State>> pages,
                Predicate<State> due,
                BiPredicate<Connection, String> forget) {
            List<State> page = store.inTransaction(transaction -> pages.apply(transaction, ""));
            while (!page.isEmpty()) {
                page.forEach(row -> one(row, due, forget));
                String last = page.get(page.size() - 1).key().id();
                page = store.inTransaction(transaction -> pages.apply(transaction, last));
            }
        }

        /** A row that cannot be read stands in the way of no other. */
        private void one(State row, Predicate<State> due, BiPredicate<Connection, String> forget) {
            try {
                String id = row.key().id();
                boolean forgotten = due.test(row) && store.inTransaction(transaction -> forget.test(transaction, id));
                done += forgotten ? 1 : 0;
            } catch (MalformedMessageException | StorageException e) {
                failure = failure == null ? e : failure;
            }
        }

        int done() {
            if (failure != null) {
                throw new StorageException("forget who paid, by some rows", failure);
            }
            return done;
        }
    }

    private boolean forgetPayer(Connection transaction, String bill) {
        return book.change(transaction, new BillNumber(bill), order -> namesPayer(order) ? order.forgotten() : order)
                .isOne();
    }

    private boolean namesPayer(PaymentOrder order) {
        return isForgettable(order) && !order.equals(order.forgotten());
    }

    private boolean isForgettable(PaymentOrder order) {
        return order.isForgettable(clock.instant(), retention);
    }

    /** What a payer wrote is kept for as long as the name of who paid the bill that the money has come to. */
    private boolean forgetRemark(Connection transaction, String paymentNumber) {
        return book.billOf(transaction, paymentNumber)
                        .flatMap(bill -> book.find(transaction, bill))
                        .filter(this::isForgettable)
                        .isPresent()
                && pool.forget(transaction, paymentNumber);
    }
}
