package io.onevisit.core.qr;

/** How much of a QR code may be lost before it can no longer be read (纠错等级), ISO/IEC 18004 clause 7.5.1. */
public enum ErrorCorrection {
    /** About 7 % of the codewords. */
    L,
    /** About 15 % of the codewords. */
    M,
    /** About 25 % of the codewords. */
    Q,
    /** About 30 % of the codewords. */
    H
}
