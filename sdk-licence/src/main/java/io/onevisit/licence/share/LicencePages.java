package io.onevisit.licence.share;

import io.onevisit.core.MalformedMessageException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Licences page by page. The first page is at hand; each following one is fetched when it is come to, and forgotten with
 * the one after, so that no more than two pages are held at a time. Thread-safe; a walk is for one thread.
 */
final class LicencePages implements Iterable<HeldLicence> {
    private static final int MAX_PAGES = 200;

    private final StorePage first;
    private final UnaryOperator<StorePage> again;
    private final UnaryOperator<StorePage> following;
    private final Function<StoredLicence, HeldLicence> judge;
    private final AtomicBoolean isFirstWalk = new AtomicBoolean(true);

    /**
     * Pages of which the first has been written down as given out, once.
     *
     * @param again writes down that the first page is given out again
     * @param following fetches the page after another
     * @param judge verifies one licence
     */
    LicencePages(
            StorePage first,
            UnaryOperator<StorePage> again,
            UnaryOperator<StorePage> following,
            Function<StoredLicence, HeldLicence> judge) {
        this.first = first;
        this.again = again;
        this.following = following;
        this.judge = judge;
    }

    /** Refuses to go on after so many pages. */
    static void requireEnd(int pages) {
        if (pages >= MAX_PAGES) {
            throw new MalformedMessageException("licence store", "must end after " + MAX_PAGES + " pages");
        }
    }

    @Override
    public Iterator<HeldLicence> iterator() {
        return new Walk(isFirstWalk.getAndSet(false) ? first : again.apply(first));
    }

    @Override
    public String toString() {
        return "licences page by page";
    }

    private final class Walk implements Iterator<HeldLicence> {
        private StorePage page;
        private int pages = 1;
        private int place;

        Walk(StorePage page) {
            this.page = page;
        }

        @Override
        public boolean hasNext() {
            while (place == page.licences().size() && page.next() != null) {
                requireEnd(pages++);
                page = following.apply(page);
                place = 0;
            }
            return place < page.licences().size();
        }

        @Override
        public HeldLicence next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return judge.apply(page.licences().get(place++));
        }
    }
}
