package io.onevisit.seal.ofd;

import io.onevisit.core.internal.Require;

/** Where the seal's picture goes (签章位置). Its size is the seal's own; all measures are millimetres. */
public sealed interface StampPlace {
    /**
     * The whole picture on one page.
     *
     * @param page counted from 1
     * @param x of the picture's upper left corner, from the left edge
     * @param y of the picture's upper left corner, from the upper edge
     */
    record OnPage(int page, double x, double y) implements StampPlace {
        public OnPage {
            Require.that(page >= 1, "page", "must be counted from 1");
            Require.that(x >= 0 && y >= 0, "place", "must lie on the page");
        }
    }

    /**
     * A riding seal (骑缝章): the picture cut into slices of one width, one for each page of a range, each at the same
     * edge of its page. With the pages fanned out the slices make up the picture again. At the right and lower edge the
     * first page has the left or upper end of the picture, at the left and upper edge the last page has it.
     *
     * @param edge of the pages
     * @param offset of the picture along the edge: from the top at the left and right edge, else from the left
     * @param firstPage counted from 1
     * @param lastPage after {@code firstPage}; {@link #LAST} for the last one there is
     */
    record RidingEdge(Edge edge, double offset, int firstPage, int lastPage) implements StampPlace {
        /** The last page of the document, whichever that is. */
        public static final int LAST = Integer.MAX_VALUE;

        public RidingEdge {
            Require.present(edge, "edge");
            Require.that(offset >= 0, "offset", "must lie on the page");
            Require.that(firstPage >= 1, "first page", "must be counted from 1");
            Require.that(lastPage > firstPage, "last page", "must come after the first");
        }

        /** A riding seal over every page. */
        public static RidingEdge overAllPages(Edge edge, double offset) {
            return new RidingEdge(edge, offset, 1, LAST);
        }
    }

    /** An edge of a page (页边). */
    enum Edge {
        LEFT,
        RIGHT,
        TOP,
        BOTTOM
    }
}
