package io.onevisit.payment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.Change;
import io.onevisit.payment.internal.StoredValues;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Money that belongs to no bill (无主到账). Each arrival has a row of its own; which of them are still in the pool stands on
 * pages, each for so many arrivals, so that the pool can be listed.
 */
final class UnmatchedPool {
    private static final String ARRIVAL = "payment.unmatched";
    private static final String PAGE = "payment.unmatched.page";
    private static final String LAST_PAGE = "payment.unmatched.last";
    private static final String FORMAT = "stored arrival";
    private static final int PAGE_SIZE = 500;

    private final StateStore store;
    private final StoredValues<Entry> entries;
    private final StoredValues<Page> pages;

    UnmatchedPool(StateStore store) {
        this.store = store;
        this.entries = new StoredValues<>(store, "arrival", Entry::read, Entry::octets);
        this.pages = new StoredValues<>(store, "page of arrivals", Page::read, Page::octets);
    }

    /** An arrival, and the page on which it stands while it is in the pool. */
    private record Entry(UnmatchedArrival arrival, int page) {
        static Entry read(Bytes stored) {
            Members entry = Members.read(stored, FORMAT);
            return new Entry(PaymentJson.unmatched(entry), pageOf(entry));
        }

        Bytes octets() {
            return PaymentJson.octets(PaymentJson.write(arrival).put("page", page));
        }

        Entry with(UnmatchedArrival changed) {
            return new Entry(changed, page);
        }
    }

    /** What stands on a page: how many arrivals it ever had, and the payment numbers of those still in the pool. */
    private record Page(int had, List<String> open) {
        private static final Page EMPTY = new Page(0, List.of());

        static Page read(Bytes stored) {
            Members page = Members.read(stored, FORMAT);
            return new Page(Math.toIntExact(page.integer("had", 0, PAGE_SIZE)), page.texts("open"));
        }

        Bytes octets() {
            ObjectNode object = StrictJson.object().put("had", had);
            ArrayNode numbers = object.putArray("open");
            open.forEach(numbers::add);
            return PaymentJson.octets(object);
        }

        Page with(String paymentNumber) {
            List<String> all = new ArrayList<>(open);
            all.add(paymentNumber);
            return new Page(had + 1, all);
        }

        Page without(String paymentNumber) {
            return new Page(
                    had,
                    open.stream().filter(each -> !each.equals(paymentNumber)).toList());
        }
    }

    /**
     * Enters an arrival.
     *
     * @return false when money of this number is known, be it told in the same way or otherwise
     */
    boolean enter(Connection transaction, UnmatchedArrival arrival) {
        String number = arrival.payment().number();
        if (!entries.enter(transaction, key(number), new Entry(arrival, 0))) {
            return false;
        }
        int page = pageFor(transaction, number);
        entries.changed(transaction, key(number), entry -> new Entry(entry.arrival(), page));
        return true;
    }

    private int pageFor(Connection transaction, String paymentNumber) {
        int last = lastPage(transaction);
        while (true) {
            Page page = page(transaction, last);
            if (page.had() < PAGE_SIZE) {
                Page changed =
                        changePage(transaction, last, each -> each.had() < PAGE_SIZE ? each.with(paymentNumber) : each);
                if (changed.open().contains(paymentNumber)) {
                    return last;
                }
            }
            last = nextPage(transaction, last);
        }
    }

    Optional<UnmatchedArrival> find(Connection transaction, String paymentNumber) {
        return entries.find(transaction, key(paymentNumber)).map(Entry::arrival);
    }

    /** Those in the pool, the oldest first, at most {@code limit}. */
    List<UnmatchedArrival> open(Connection transaction, int limit) {
        List<UnmatchedArrival> open = new ArrayList<>();
        int last = lastPage(transaction);
        for (int page = 0; page <= last && open.size() < limit; page++) {
            page(transaction, page).open().stream()
                    .limit(limit - open.size())
                    .forEach(number -> open.add(find(transaction, number).orElseThrow()));
        }
        return open;
    }

    /**
     * Takes an arrival out of the pool.
     *
     * @return false when it was claimed for this bill before
     * @throws InvalidValueException when there is no such arrival, or it was claimed for another bill
     */
    boolean claim(Connection transaction, String paymentNumber, BillNumber bill, OperatorDecision decision) {
        Change<Entry> change = entries.change(transaction, key(paymentNumber), entry -> claimed(entry, bill, decision))
                .orElseThrow(() -> new InvalidValueException("payment number", "is not in the pool"));
        if (change.isOne()) {
            changePage(transaction, change.after().page(), each -> each.without(paymentNumber));
        }
        return change.isOne();
    }

    private static Entry claimed(Entry entry, BillNumber bill, OperatorDecision decision) {
        UnmatchedArrival arrival = entry.arrival();
        if (arrival.bill().isEmpty()) {
            return entry.with(arrival.claimed(bill, decision));
        }
        if (!arrival.bill().get().equals(bill)) {
            throw new InvalidValueException("payment number", "was claimed for another bill");
        }
        return entry;
    }

    /** Takes an arrival out of the pool, if it is there, that has come to a bill by the platform's own word. */
    void remove(Connection transaction, String paymentNumber) {
        entries.find(transaction, key(paymentNumber))
                .ifPresent(entry -> changePage(transaction, entry.page(), each -> each.without(paymentNumber)));
    }

    /** What is stored of the arrivals after one, in the pool or not, in the order of the store; empty after the last. */
    List<State> page(Connection transaction, String after) {
        return store.list(transaction, ARRIVAL, after, PAGE_SIZE);
    }

    static UnmatchedArrival read(State row) {
        return Entry.read(row.value()).arrival();
    }

    /**
     * Takes out what the payer wrote.
     *
     * @return false when there is nothing to take out
     */
    boolean forget(Connection transaction, String paymentNumber) {
        return entries.changed(
                        transaction,
                        key(paymentNumber),
                        entry -> entry.with(entry.arrival().forgotten()))
                .isOne();
    }

    private static int pageOf(Members stored) {
        return Math.toIntExact(stored.integer("page", 0, Integer.MAX_VALUE));
    }

    private int lastPage(Connection transaction) {
        return store.find(transaction, new StateKey(LAST_PAGE, "0"))
                .map(state -> pageOf(Members.read(state.value(), FORMAT)))
                .orElse(0);
    }

    /** The page after {@code full}, which another node may have begun meanwhile. */
    private int nextPage(Connection transaction, int full) {
        StateKey key = new StateKey(LAST_PAGE, "0");
        Bytes next = PaymentJson.octets(StrictJson.object().put("page", full + 1));
        if (!store.insert(transaction, key, next, null)) {
            State state = store.find(transaction, key).orElseThrow();
            if (lastPage(transaction) == full) {
                store.compareAndSet(transaction, key, state.version(), next);
            }
        }
        return lastPage(transaction);
    }

    private Page page(Connection transaction, int number) {
        return pages.find(transaction, pageKey(number)).orElse(Page.EMPTY);
    }

    private Page changePage(Connection transaction, int number, UnaryOperator<Page> change) {
        pages.enter(transaction, pageKey(number), Page.EMPTY);
        return pages.changed(transaction, pageKey(number), change).after();
    }

    private static StateKey key(String paymentNumber) {
        return new StateKey(ARRIVAL, paymentNumber);
    }

    private static StateKey pageKey(int number) {
        return new StateKey(PAGE, Integer.toString(number));
    }
}
