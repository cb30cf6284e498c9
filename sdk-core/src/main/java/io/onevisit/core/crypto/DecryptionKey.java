package io.onevisit.core.crypto;

import io.onevisit.core.internal.crypto.Sm2Decryption;

/**
 * A key that decrypts by SM2 (解密密钥), GB/T 32918.4: in memory or in a cipher machine. Implementations are thread-safe and
 * never show the private key, nor in {@code toString}.
 */
@FunctionalInterface
public interface DecryptionKey {
    /**
     * What was encrypted.
     *
     * @param ciphertext C1 as 65 octets, not compressed, with C2 and C3 in the order that the key was made for
     * @throws io.onevisit.core.MalformedMessageException when it was not encrypted to this key, or is not whole
     */
    byte[] decrypt(byte[] ciphertext);

    /**
     * The key with this private value, as platforms hand it out.
     *
     * @param secret 32 octets; copied
     * @throws io.onevisit.core.MalformedMessageException unless there are 32 octets and they are in range
     */
    static DecryptionKey ofSm2(byte[] secret, CiphertextOrder order) {
        return Sm2Decryption.of(secret, order);
    }
}
