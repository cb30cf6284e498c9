package io.onevisit.seal.ofd;

import io.onevisit.core.internal.Require;

/**
 * Where the seal's picture goes (签章位置). Its size is the seal's own.
 *
 * @param page counted from 1
 * @param x of the picture's upper left corner, in millimetres from the left edge
 * @param y of the picture's upper left corner, in millimetres from the upper edge
 */
public record StampPlace(int page, double x, double y) {
    public StampPlace {
        Require.that(page >= 1, "page", "must be counted from 1");
        Require.that(x >= 0 && y >= 0, "place", "must lie on the page");
    }
}
