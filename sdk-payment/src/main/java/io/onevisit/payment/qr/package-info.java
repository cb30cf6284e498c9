/** Payment codes as signed QR codes, so that a swapped sticker is found before anybody pays. */
@NullMarked
package io.onevisit.payment.qr;

import org.jspecify.annotations.NullMarked;
