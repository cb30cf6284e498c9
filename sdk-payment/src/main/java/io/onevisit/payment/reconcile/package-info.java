/**
 * A statement of a day against our own book: every difference named, none mended silently.
 *
 * <p>A {@link io.onevisit.payment.reconcile.StatementFormat} reads a file, a
 * {@link io.onevisit.payment.reconcile.Statement} believes it once its last octet is proved, {@link
 * io.onevisit.payment.reconcile.Matching} merges it with the book, and a {@link
 * io.onevisit.payment.reconcile.Reconciler} remembers what came out.
 */
@NullMarked
package io.onevisit.payment.reconcile;

import org.jspecify.annotations.NullMarked;
