package io.onevisit.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** SM2 straight from Bouncy Castle, with signature values in DER as it makes them; shares no code with the library. */
final class OtherSm2 {
    static final String DEFAULT_IDENTITY = "1234567812345678";

    private OtherSm2() {}

    static byte[] sign(byte[] pkcs8, String identity, byte[] message) throws IOException, CryptoException {
        SM2Signer signer = signer(true, PrivateKeyFactory.createKey(pkcs8), identity);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
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
