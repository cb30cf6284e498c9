package io.onevisit.core.crypto;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Asn1;
import io.onevisit.core.internal.crypto.Curve;
import io.onevisit.core.internal.crypto.SoftwareKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemObject;

/** Private keys as files have them: PKCS#8 (RFC 5958), SEC 1 (RFC 5915), either of them in PEM. */
final class PrivateKeyFile {
    private static final String FORMAT = "private key";
    private static final int MAX_OCTETS = 64 * 1024;

    private PrivateKeyFile() {}

    static SigningKey fromPem(String text, char[] password, String keyId) {
        Require.present(password, "password");
        PemText pem = PemText.read(text);
        List<PrivateKeyInfo> keys = pem.blocks().stream()
                .map(block -> privateKey(block, password))
                .flatMap(Optional::stream)
                .toList();
        if (keys.size() != 1) {
            throw new MalformedMessageException("PEM", "must hold one private key, not " + keys.size());
        }
        return signingKey(keys.get(0), pem.certificates(), keyId);
    }

    static SigningKey fromPkcs8(byte[] der, List<Certificate> certificates, String keyId) {
        Asn1.requireDer(FORMAT, Require.present(der, FORMAT), MAX_OCTETS);
        Require.present(certificates, "certificates").forEach(each -> Require.present(each, "certificate"));
        return signingKey(Asn1.read(FORMAT, () -> PrivateKeyInfo.getInstance(der)), certificates, keyId);
    }

    /** The key with its own certificate and the issuers of that, found among {@code certificates}. */
    static SigningKey signingKey(PrivateKeyInfo info, List<Certificate> certificates, String keyId) {
        Curve curve = curveOf(info.getPrivateKeyAlgorithm());
        return Asn1.read(FORMAT, () -> {
            byte[] der = info.getPrivateKey().getOctets();
            Asn1.requireDer(FORMAT, der, MAX_OCTETS);
            ECPrivateKey key = ECPrivateKey.getInstance(der);
            SigningKey bare = SoftwareKey.of(keyId, curve, key.getKey(), List.of());
            requireSameCurve(key, info.getPrivateKeyAlgorithm());
            requireSamePublicKey(key, bare.verificationKey());
            return SoftwareKey.of(keyId, curve, key.getKey(), chainOf(bare.verificationKey(), certificates));
        });
    }

    private static Curve curveOf(AlgorithmIdentifier algorithm) {
        try {
            return Curve.named(algorithm);
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, "is not on sm2p256v1 or P-256, the curve given by name");
        }
    }

    private static Optional<PrivateKeyInfo> privateKey(PemObject block, char[] password) {
        if (!block.getType().endsWith("PRIVATE KEY")) {
            return Optional.empty();
        }
        if (!block.getHeaders().isEmpty()) {
            throw new MalformedMessageException(
                    "PEM", "has a private key in OpenSSL's old encryption; convert it with openssl pkcs8 -topk8");
        }
        byte[] der = block.getContent();
        Asn1.requireDer(FORMAT, der, MAX_OCTETS);
        return Optional.of(
                switch (block.getType()) {
                    case "PRIVATE KEY" -> Asn1.read(FORMAT, () -> PrivateKeyInfo.getInstance(der));
                    case "ENCRYPTED PRIVATE KEY" -> Asn1.read(FORMAT, () -> decrypted(der, password));
                    case "EC PRIVATE KEY", "SM2 PRIVATE KEY" ->
                        Asn1.read(FORMAT, () -> fromSec1(ECPrivateKey.getInstance(der)));
                    default -> throw new MalformedMessageException("PEM", "has a private key that is not EC");
                });
    }

    private static PrivateKeyInfo decrypted(byte[] der, char[] password) throws IOException {
        return decrypted(new PKCS8EncryptedPrivateKeyInfo(der), new PasswordEncryption(FORMAT, password));
    }

    static PrivateKeyInfo decrypted(PKCS8EncryptedPrivateKeyInfo encrypted, InputDecryptorProvider decryption) {
        try {
            return encrypted.decryptPrivateKeyInfo(decryption);
        } catch (PKCSException e) {
            throw PasswordEncryption.refusal(FORMAT, e);
        }
    }

    private static PrivateKeyInfo fromSec1(ECPrivateKey key) throws IOException {
        ASN1Object curve = key.getParametersObject();
        if (curve == null) {
            throw new MalformedMessageException(FORMAT, "does not name its curve");
        }
        return new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key);
    }

    private static void requireSameCurve(ECPrivateKey key, AlgorithmIdentifier algorithm) {
        ASN1Object curve = key.getParametersObject();
        if (curve != null && !curve.equals(algorithm.getParameters())) {
            throw new MalformedMessageException(FORMAT, "names two curves");
        }
    }

    private static void requireSamePublicKey(ECPrivateKey key, VerificationKey computed) {
        ASN1BitString given = key.getPublicKey();
        if (given != null && !Arrays.equals(given.getOctets(), computed.uncompressedPoint())) {
            throw new MalformedMessageException(FORMAT, "comes with another public key");
        }
    }

    private static List<Certificate> chainOf(VerificationKey key, List<Certificate> certificates) {
        if (certificates.isEmpty()) {
            return List.of();
        }
        List<Certificate> left = new ArrayList<>(certificates);
        List<Certificate> chain = new ArrayList<>();
        Optional<Certificate> next =
                left.stream().filter(one -> one.key().equals(key)).findFirst();
        Require.that(next.isPresent(), "certificates", "must hold one for this key");
        while (next.isPresent()) {
            Certificate last = next.get();
            chain.add(last);
            left.remove(last);
            next = left.stream().filter(last::isIssuedBy).findFirst();
        }
        return chain;
    }
}
