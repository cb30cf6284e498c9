package io.onevisit.core.internal.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * SM4 (GB/T 32907) block by block with PKCS #7 padding, for interfaces of others that ask for it. Equal blocks look equal,
 * and blocks can be left out or moved unnoticed: nothing of this project's own is to use it.
 */
public final class Sm4 {
    private static final int KEY_LENGTH = 16;

    private final byte[] key;

    /** With a key of 16 octets. */
    public Sm4(byte[] key) {
        Require.that(Require.present(key, "SM4 key").length == KEY_LENGTH, "SM4 key", "must have 16 octets");
        this.key = key.clone();
    }

    /** Encrypts {@code plain}. */
    public byte[] encrypt(byte[] plain) {
        try {
            return run(true, plain);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("whatever is encrypted has a padding", e);
        }
    }

    /**
     * Decrypts {@code octets}.
     *
     * @throws MalformedMessageException when no padding comes out
     */
    public byte[] decrypt(byte[] octets) {
        if (octets.length == 0 || octets.length % KEY_LENGTH != 0) {
            throw new MalformedMessageException("SM4", "must be of whole blocks");
        }
        try {
            return run(false, octets);
        } catch (InvalidCipherTextException e) {
            throw new MalformedMessageException("SM4", "does not decrypt under this key");
        }
    }

    @SuppressWarnings("deprecation") // the block cipher alone is ECB
    private byte[] run(boolean encrypt, byte[] in) throws InvalidCipherTextException {
        PaddedBufferedBlockCipher cipher = new PaddedBufferedBlockCipher(new SM4Engine());
        cipher.init(encrypt, new KeyParameter(key));
        byte[] out = new byte[cipher.getOutputSize(in.length)];
        int length = cipher.processBytes(in, 0, in.length, out, 0);
        return Arrays.copyOf(out, length + cipher.doFinal(out, length));
    }
}
