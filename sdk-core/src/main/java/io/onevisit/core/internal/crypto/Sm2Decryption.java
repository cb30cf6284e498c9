package io.onevisit.core.internal.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.CiphertextOrder;
import io.onevisit.core.crypto.DecryptionKey;
import io.onevisit.core.internal.Require;
import java.math.BigInteger;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/** A decryption key in memory, GB/T 32918.4-2016 section 7. */
public final class Sm2Decryption implements DecryptionKey {
    private static final String FORMAT = "SM2 ciphertext";
    private static final int SECRET_LENGTH = 32;
    private static final int POINT_LENGTH = 65;
    private static final int DIGEST_LENGTH = 32;
    private static final byte UNCOMPRESSED = 4;

    private final ECPrivateKeyParameters secret;
    private final SM2Engine.Mode mode;

    private Sm2Decryption(ECPrivateKeyParameters secret, SM2Engine.Mode mode) {
        this.secret = secret;
        this.mode = mode;
    }

    /** The key with this private value in 32 octets, between 1 and the order less 2. */
    public static Sm2Decryption of(byte[] secret, CiphertextOrder order) {
        Curve curve = Curve.SM2P256V1;
        BigInteger value = new BigInteger(1, Require.present(secret, "private key"));
        if (secret.length != SECRET_LENGTH
                || value.signum() == 0
                || value.compareTo(curve.order().subtract(BigInteger.ONE)) >= 0) {
            throw new MalformedMessageException("private key", "must be 32 octets and in range");
        }
        SM2Engine.Mode mode = Require.present(order, "order of the ciphertext") == CiphertextOrder.C1_C3_C2
                ? SM2Engine.Mode.C1C3C2
                : SM2Engine.Mode.C1C2C3;
        return new Sm2Decryption(new ECPrivateKeyParameters(value, curve.domain()), mode);
    }

    @Override
    public byte[] decrypt(byte[] ciphertext) {
        if (Require.present(ciphertext, FORMAT).length <= POINT_LENGTH + DIGEST_LENGTH
                || ciphertext[0] != UNCOMPRESSED) {
            throw new MalformedMessageException(FORMAT, "must be a point, a digest and something encrypted");
        }
        SM2Engine engine = new SM2Engine(mode);
        engine.init(false, secret);
        try {
            return engine.processBlock(ciphertext, 0, ciphertext.length);
        } catch (InvalidCipherTextException | IllegalArgumentException e) {
            throw new MalformedMessageException(FORMAT, "is not for this key, or was changed");
        }
    }

    @Override
    public String toString() {
        return "SM2 decryption key";
    }
}
