package io.onevisit.seal;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.ECPoint;

/** SM2 straight from Bouncy Castle, with signature values in DER as it makes them; shares no code with the library. */
final class OtherSm2 {
    static final String DEFAULT_IDENTITY = "1234567812345678";

    private OtherSm2() {}

    static byte[] sign(byte[] pkcs8, String identity, byte[] message) throws IOException, CryptoException {
        SM2Signer signer = signer(true, PrivateKeyFactory.createKey(pkcs8), identity);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    /** Signs a digest that another has made, as a remote signer does: GB/T 32918.2, 6.1, from step A3 on. */
    static byte[] signDigest(byte[] pkcs8, byte[] digest) throws IOException {
        ECPrivateKeyParameters key = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8);
        BigInteger n = key.getParameters().getN();
        BigInteger k = new BigInteger(n.bitLength() - 1, new SecureRandom());
        ECPoint point = key.getParameters().getG().multiply(k).normalize();
        BigInteger r = new BigInteger(1, digest)
                .add(point.getAffineXCoord().toBigInteger())
                .mod(n);
        BigInteger s = BigInteger.ONE
                .add(key.getD())
                .modInverse(n)
                .multiply(k.subtract(r.multiply(key.getD())))
                .mod(n);
        return StandardDSAEncoding.INSTANCE.encode(n, r, s);
    }

    static boolean verifies(byte[] subjectPublicKeyInfo, byte[] message, byte[] value) throws IOException {
        SM2Signer signer = signer(false, PublicKeyFactory.createKey(subjectPublicKeyInfo), DEFAULT_IDENTITY);
        signer.update(message, 0, message.length);
        return signer.verifySignature(value);
    }

    private static SM2Signer signer(boolean forSigning, AsymmetricKeyParameter key, String identity) {
        CipherParameters parameters = new ParametersWithID(key, identity.getBytes(StandardCharsets.US_ASCII));
        SM2Signer signer = new SM2Signer();
        signer.init(forSigning, parameters);
        return signer;
    }
}
