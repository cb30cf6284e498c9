package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.crypto.Asn1;
import java.util.List;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The frame that certificates, revocation lists and OCSP responses share, X.509 {@code SIGNED}: what is signed, in its
 * original octets, the algorithm and the signature. It is verified once for a key, however often one asks.
 */
final class SignedAsn1 {
    private final AlgorithmIdentifier algorithm;
    private final LastAnswer<VerificationKey, Boolean> verified;

    private SignedAsn1(byte[] signed, AlgorithmIdentifier algorithm, byte[] signature) {
        this.algorithm = algorithm;
        this.verified = new LastAnswer<>(key -> verifies(key, signed, signature));
    }

    /** Reads the first three values of a SEQUENCE that has passed {@link Asn1#requireDer}. */
    static SignedAsn1 parse(String format, byte[] der) {
        List<byte[]> parts = Asn1.elements(format, der);
        if (parts.size() < 3) {
            throw new MalformedMessageException(format, "is not signed");
        }
        return Asn1.read(
                format,
                () -> new SignedAsn1(
                        parts.get(0),
                        AlgorithmIdentifier.getInstance(parts.get(1)),
                        ASN1BitString.getInstance(parts.get(2)).getOctets()));
    }

    /** As {@link #isSignedBy(VerificationKey)}, where what is signed names the algorithm {@code inside} once more. */
    boolean isSignedBy(VerificationKey key, AlgorithmIdentifier inside) {
        return algorithm.equals(inside) && isSignedBy(key);
    }

    /** True when the algorithm is the key's own and the signature verifies. */
    boolean isSignedBy(VerificationKey key) {
        return isOf(algorithm, key.algorithm()) && verified.to(key);
    }

    /** True for a signature in DER over {@code signed}. */
    static boolean verifies(VerificationKey key, byte[] signed, byte[] signature) {
        try {
            return key.verify(signed, key.algorithm().plainSignature(signature)) == Verdict.PASSED;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    /**
     * True when {@code identifier} is SM2-with-SM3 (GM/T 0006) for an SM2 key or ecdsa-with-SHA256 (RFC 5758) for a P-256
     * key. Parameters are absent; some authorities write NULL.
     */
    static boolean isOf(AlgorithmIdentifier identifier, SignatureAlgorithm algorithm) {
        ASN1ObjectIdentifier expected = switch (algorithm) {
            case SM2 -> GMObjectIdentifiers.sm2sign_with_sm3;
            case ES256 -> X9ObjectIdentifiers.ecdsa_with_SHA256;
        };
        boolean bare = identifier.getParameters() == null || DERNull.INSTANCE.equals(identifier.getParameters());
        return bare && identifier.getAlgorithm().equals(expected);
    }
}
