package io.onevisit.examples.ofdrw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.jcajce.provider.asymmetric.x509.CertificateFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Keys and certificates as ofdrw's Bouncy Castle has them. */
final class Keys {
    private Keys() {}

    static PrivateKey privateKey(String pkcs8) throws IOException, GeneralSecurityException {
        return KeyFactory.getInstance("EC", new BouncyCastleProvider())
                .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(Path.of(pkcs8))));
    }

    static X509Certificate certificate(String der) throws IOException, GeneralSecurityException {
        try (InputStream octets = Files.newInputStream(Path.of(der))) {
            return (X509Certificate) new CertificateFactory().engineGenerateCertificate(octets);
        }
    }

    static byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SM3WithSM2", new BouncyCastleProvider());
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }
}
