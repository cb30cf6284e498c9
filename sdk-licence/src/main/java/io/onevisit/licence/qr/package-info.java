/** The licence on paper (纸质证照二维码): one QR code that anyone can verify, also with no network. */
@NullMarked
package io.onevisit.licence.qr;

import org.jspecify.annotations.NullMarked;
