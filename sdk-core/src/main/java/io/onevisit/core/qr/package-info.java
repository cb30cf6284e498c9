/** QR codes (二维码, ISO/IEC 18004): drawn for paper, screens and terminals, and read back from pictures. */
@NullMarked
package io.onevisit.core.qr;

import org.jspecify.annotations.NullMarked;
