package io.onevisit.payment;

import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Takes out who paid, where all has long been settled (个人信息到期删除). What is reconciled stays: numbers, codes, amounts, times,
 * who decided. Row by row, each in a transaction of its own, so that no notice waits for it; done again it changes nothing.
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

    /** Goes through all that is stored; how many rows named somebody and do not any more. */
    int forget() {
        int orders = each(book::page, BillNumber::value, this::forget);
        return orders + each(pool::numbers, number -> number, this::forget);
    }

    private <T> int each(
            BiFunction<Connection, String, List<T>> pages, Function<T, String> id, BiPredicate<Connection, T> work) {
        int done = 0;
        List<T> page = store.inTransaction(transaction -> pages.apply(transaction, ""));
        while (!page.isEmpty()) {
            for (T row : page) {
                done += store.inTransaction(transaction -> work.test(transaction, row)) ? 1 : 0;
            }
            String last = id.apply(page.get(page.size() - 1));
            page = store.inTransaction(transaction -> pages.apply(transaction, last));
        }
        return done;
    }

    private boolean forget(Connection transaction, BillNumber number) {
        return book.change(transaction, number, order -> isForgettable(order) ? order.forgotten() : order)
                .isOne();
    }

    private boolean isForgettable(PaymentOrder order) {
        return order.isForgettable(clock.instant(), retention);
    }

    /** What a payer wrote is kept for as long as the name of who paid the bill that the money has come to. */
    private boolean forget(Connection transaction, String paymentNumber) {
        return book.billOf(transaction, paymentNumber)
                        .flatMap(bill -> book.find(transaction, bill))
                        .filter(this::isForgettable)
                        .isPresent()
                && pool.forget(transaction, paymentNumber);
    }
}
