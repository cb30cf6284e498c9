package io.onevisit.core.internal.crypto;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.internal.Require;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The two curves with their signature schemes. Domain parameters are those with hand-written field arithmetic: the
 * generic ones take four times as long.
 */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle's parameters are immutable, only not annotated
public enum Curve {
    /** sm2p256v1, GB/T 32918.5. */
    SM2P256V1(SignatureAlgorithm.SM2, "sm2p256v1", GMObjectIdentifiers.sm2p256v1) {
        @Override
        Verification verificationChecked(ECPublicKeyParameters key) {
            return new Sm2Verification(key, DEFAULT_IDENTITY);
        }

        @Override
        Signing signing(ECPrivateKeyParameters key) {
            SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
            CipherParameters random = new ParametersWithRandom(key, CryptoServicesRegistrar.getSecureRandom());
            signer.init(true, new ParametersWithID(random, DEFAULT_IDENTITY));
            return message -> {
                signer.update(message, 0, message.length);
                return signer.generateSignature();
            };
        }

        @Override
        public byte[] messageDigest(ECPublicKeyParameters key, byte[] message) {
            byte[] identityLength = {(byte) (DEFAULT_IDENTITY.length >> 5), (byte) (DEFAULT_IDENTITY.length << 3)};
            ECDomainParameters domain = domain();
            byte[] za = Hash.SM3.digest(
                    identityLength,
                    DEFAULT_IDENTITY,
                    domain.getCurve().getA().getEncoded(),
                    domain.getCurve().getB().getEncoded(),
                    coordinates(domain.getG()),
                    coordinates(key.getQ()));
            return Hash.SM3.digest(za, message);
        }
    },
    /** P-256, FIPS 186-4. */
    P256(SignatureAlgorithm.ES256, "secp256r1", SECObjectIdentifiers.secp256r1) {
        @Override
        Verification verificationChecked(ECPublicKeyParameters key) {
            ECDSASigner signer = new ECDSASigner();
            signer.init(false, key);
            return (message, sharedStart, signature) -> {
                BigInteger[] rs = PlainDSAEncoding.INSTANCE.decode(order(), signature);
                return signer.verifySignature(Hash.SHA_256.digest(message), rs[0], rs[1]);
            };
        }

        @Override
        Signing signing(ECPrivateKeyParameters key) {
            ECDSASigner signer = new ECDSASigner();
            signer.init(true, new ParametersWithRandom(key, CryptoServicesRegistrar.getSecureRandom()));
            return message -> {
                BigInteger[] rs = signer.generateSignature(Hash.SHA_256.digest(message));
                return PlainDSAEncoding.INSTANCE.encode(order(), rs[0], rs[1]);
            };
        }

        @Override
        public byte[] messageDigest(ECPublicKeyParameters key, byte[] message) {
            return Hash.SHA_256.digest(message);
        }
    };

    /** The identity that GM/T 0009 fixes where none is agreed. */
    private static final byte[] DEFAULT_IDENTITY = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    private static final String FORMAT = "signature";
    private static final int SIGNATURE_LENGTH = 64;
    private static final int MAX_DER_LENGTH = 72;
    private static final int POINT_LENGTH = 65;
    private static final byte UNCOMPRESSED = 4;

    private final SignatureAlgorithm algorithm;
    private final ASN1ObjectIdentifier oid;
    private final ECDomainParameters domain;
    private final VerifyingCurve verifying;
    private final VerifyingCurve verifyingMost;

    Curve(SignatureAlgorithm algorithm, String name, ASN1ObjectIdentifier oid) {
        X9ECParameters parameters = CustomNamedCurves.getByName(name);
        this.algorithm = algorithm;
        this.oid = oid;
        this.domain = new ECDomainParameters(parameters);
        this.verifying = new VerifyingCurve(domain, 10);
        this.verifyingMost = new VerifyingCurve(domain, 12);
    }

    /** May throw for a signature with r or s out of range. */
    abstract Verification verificationChecked(ECPublicKeyParameters key);

    /** Signs with {@code key}, whose public half and ZA are computed now, and with random numbers of the platform. */
    abstract Signing signing(ECPrivateKeyParameters key);

    /** What the signature equation works on: SM3(ZA || M) for SM2 (GB/T 32918.2 section 6.1 A1 and A2), else SHA-256(M). */
    public abstract byte[] messageDigest(ECPublicKeyParameters key, byte[] message);

    /** The curve that {@code algorithm} works on. */
    public static Curve of(SignatureAlgorithm algorithm) {
        return algorithm == SignatureAlgorithm.SM2 ? SM2P256V1 : P256;
    }

    /**
     * The curve that a key's algorithm identifier names.
     *
     * @throws InvalidValueException for anything else than an elliptic-curve key on one of the two curves by name
     */
    public static Curve named(AlgorithmIdentifier identifier) {
        for (Curve curve : values()) {
            if (identifier.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                    && curve.oid.equals(identifier.getParameters())) {
                return curve;
            }
        }
        throw new InvalidValueException("key", "must be on sm2p256v1 or P-256, the curve given by name");
    }

    /** The algorithm that belongs to this curve. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    ECDomainParameters domain() {
        return domain;
    }

    BigInteger order() {
        return domain.getN();
    }

    /**
     * The public key with this encoded point, SEC 1 section 2.3.3, not compressed.
     *
     * @throws InvalidValueException unless it is a finite point on the curve
     */
    public ECPublicKeyParameters publicKey(byte[] encodedPoint) {
        Require.that(
                encodedPoint.length == POINT_LENGTH && encodedPoint[0] == UNCOMPRESSED,
                "public key",
                "must be a point in 65 octets, not compressed");
        try {
            return new ECPublicKeyParameters(domain.getCurve().decodePoint(encodedPoint), domain);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("public key", "must be a point on " + name());
        }
    }

    /** The same key with a table of width 10, for verifying only. */
    ECPublicKeyParameters withTable(ECPublicKeyParameters key) {
        return verifying.withTable(key);
    }

    /** The same key with a table of width 12, for verifying only. */
    ECPublicKeyParameters withWidestTable(ECPublicKeyParameters key) {
        return verifyingMost.withTable(key);
    }

    /** DER with the curve named. */
    public byte[] subjectPublicKeyInfo(ECPublicKeyParameters key) {
        try {
            return new SubjectPublicKeyInfo(
                            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, oid),
                            key.getQ().getEncoded(false))
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a key in memory always encodes", e);
        }
    }

    /**
     * The 64 octets r, s of a signature in DER, {@code SEQUENCE { r INTEGER, s INTEGER }}.
     *
     * @throws MalformedMessageException unless it is in DER and both numbers are between 0 and the order
     */
    public byte[] plainSignature(byte[] der) {
        Asn1.requireDer(FORMAT, der, MAX_DER_LENGTH);
        return Asn1.read(FORMAT, () -> {
            BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(order(), der);
            return PlainDSAEncoding.INSTANCE.encode(order(), rs[0], rs[1]);
        });
    }

    /**
     * The DER form of 64 octets r, s.
     *
     * @throws MalformedMessageException unless there are 64 and both numbers are between 0 and the order
     */
    public byte[] derSignature(byte[] plain) {
        try {
            BigInteger[] rs = PlainDSAEncoding.INSTANCE.decode(order(), plain);
            return StandardDSAEncoding.INSTANCE.encode(order(), rs[0], rs[1]);
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedMessageException(FORMAT, "is not r and s in 64 octets");
        }
    }

    private static byte[] coordinates(ECPoint point) {
        byte[] encoded = point.getEncoded(false);
        return Arrays.copyOfRange(encoded, 1, encoded.length);
    }

    /** Verifies with {@code key}, which for SM2 includes its digest ZA (GB/T 32918.2 section 5.5), made now. */
    Verification verification(ECPublicKeyParameters key) {
        Verification checked = verificationChecked(key);
        return (message, sharedStart, signature) -> {
            try {
                return signature.length == SIGNATURE_LENGTH && checked.verifies(message, sharedStart, signature);
            } catch (IllegalArgumentException e) {
                return false; // r or s out of range
            }
        };
    }

    /** Signs with one key, again and again. For one thread at a time. */
    interface Signing {
        /** 64 octets, r and s. */
        byte[] sign(byte[] message) throws CryptoException;
    }

    /** Verifies with one key, again and again. For one thread at a time. */
    interface Verification {
        /**
         * True for a valid 64-octet signature with r and s in range.
         *
         * @param sharedStart with how many octets, at most the message's, the last good message may have begun just so
         */
        boolean verifies(byte[] message, int sharedStart, byte[] signature);
    }
}
