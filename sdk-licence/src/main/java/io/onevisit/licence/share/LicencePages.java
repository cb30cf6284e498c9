package io.onevisit.licence.share;

import io.onevisit.core.MalformedMessageException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Licences page by page. The first page is at hand; each following one is fetched when it is come to, and forgotten with
 * the one after, so that no more than two pages are held at a time.
 *
 * @param first the first page
 * @param following fetches the page after another
 * @param judge verifies one licence
 */
record LicencePages(StorePage first, UnaryOperator<StorePage> following, Function<StoredLicence, HeldLicence> judge)
        implements Iterable<HeldLicence> {
    private static final int MAX_PAGES = 200;

    /** Refuses to go on after so many pages. */
    static void requireEnd(int pages) {
        if (pages >= MAX_PAGES) {
            throw new MalformedMessageException("licence store", "must end after " + MAX_PAGES + " pages");
        }
    }

    @Override
    public Iterator<HeldLicence> iterator() {
        return new Walk();
    }

    @Override
    public String toString() {
        return "licences page by page";
    }

    private final class Walk implements Iterator<HeldLicence> {
        private StorePage page = first;
        private int pages = 1;
        private int place;

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
