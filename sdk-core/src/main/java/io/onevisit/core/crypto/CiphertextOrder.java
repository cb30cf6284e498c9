package io.onevisit.core.crypto;

/**
 * In which order an SM2 ciphertext has its parts (密文结构): C1 the point, C2 what was encrypted, C3 its SM3 digest.
 */
public enum CiphertextOrder {
    /** The order of GB/T 32918.4-2016. */
    C1_C3_C2,
    /** The order of the edition of 2010, still that of much code in use. */
    C1_C2_C3
}
