package io.onevisit.core.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Asn1;
import io.onevisit.core.internal.crypto.Curve;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.crypto.ReadyKey;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * A public key that verifies (验签公钥). Its point is checked to lie on the curve, in the right subgroup and not at
 * infinity when the key is made. Immutable and thread-safe. Keep one for as long as it is needed: after some
 * 70 verifications it is a third faster, for 70 KiB of memory.
 */
public final class VerificationKey {
    private static final String FORMAT = "public key";
    private static final int MAX_OCTETS = 1024;

    private final SignatureAlgorithm algorithm;
    private final ECPublicKeyParameters point;
    private final ReadyKey ready;

    private VerificationKey(SignatureAlgorithm algorithm, ECPublicKeyParameters point, ReadyKey ready) {
        this.algorithm = algorithm;
        this.point = point;
        this.ready = ready;
    }

    private static VerificationKey of(SignatureAlgorithm algorithm, ECPublicKeyParameters point) {
        return new VerificationKey(algorithm, point, new ReadyKey(Curve.of(algorithm), point));
    }

    /**
     * The key whose point has these coordinates.
     *
     * @param x 32 octets, big-endian
     * @param y 32 octets, big-endian
     * @throws InvalidValueException when there is no such point on the algorithm's curve
     */
    public static VerificationKey of(SignatureAlgorithm algorithm, byte[] x, byte[] y) {
        Require.present(algorithm, "algorithm");
        Require.that(Require.present(x, "x").length == 32, "x", "must have 32 octets");
        Require.that(Require.present(y, "y").length == 32, "y", "must have 32 octets");
        byte[] encoded = new byte[65];
        encoded[0] = 4;
        System.arraycopy(x, 0, encoded, 1, 32);
        System.arraycopy(y, 0, encoded, 33, 32);
        return of(algorithm, Curve.of(algorithm).publicKey(encoded));
    }

    /**
     * The key in a DER SubjectPublicKeyInfo; the curve named there decides the algorithm.
     *
     * @throws MalformedMessageException for other octets, another curve or a point that is not on it
     */
    public static VerificationKey ofSubjectPublicKeyInfo(byte[] der) {
        Asn1.requireDer(FORMAT, Require.present(der, FORMAT), MAX_OCTETS);
        try {
            return Asn1.read(FORMAT, () -> of(SubjectPublicKeyInfo.getInstance(der)));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, "is no SM2 or P-256 key");
        }
    }

    private static VerificationKey of(SubjectPublicKeyInfo info) {
        Curve curve = Curve.named(info.getAlgorithm());
        byte[] encodedPoint = info.getPublicKeyData().getOctets();
        return of(curve.algorithm(), curve.publicKey(encodedPoint));
    }

    /**
     * The same key for one that verifies all day, as an issuer's or the platform's may: a tenth faster than use makes it,
     * for 260 KiB of memory and some 8 ms now, and as much again once for each algorithm. Give it in place of this one.
     */
    public VerificationKey forHeavyUse() {
        return new VerificationKey(algorithm, point, ready.widest());
    }

    /** The one algorithm this key verifies. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** The affine x coordinate, 32 octets. */
    public Bytes x() {
        return Bytes.of(point.getQ().getAffineXCoord().getEncoded());
    }

    /** The affine y coordinate, 32 octets. */
    public Bytes y() {
        return Bytes.of(point.getQ().getAffineYCoord().getEncoded());
    }

    /** The key as SubjectPublicKeyInfo in DER, curve named. */
    public Bytes toSubjectPublicKeyInfo() {
        return Bytes.of(Curve.of(algorithm).subjectPublicKeyInfo(point));
    }

    /** The first 8 octets of SM3 over the SubjectPublicKeyInfo, in hex: a key id when nobody has given one. */
    public String fingerprint() {
        byte[] digest = Hash.SM3.digest(toSubjectPublicKeyInfo().toArray());
        return Bytes.of(Arrays.copyOf(digest, 8)).toHex();
    }

    /**
     * The 32 octets that a remote signer with this key asks for in place of the message: SM3(ZA || M) with the default
     * identity for SM2 (GB/T 32918.2 section 6.1), SHA-256(M) for ES256.
     */
    public byte[] messageDigest(byte[] message) {
        return Curve.of(algorithm).messageDigest(point, Require.present(message, "message"));
    }

    /**
     * Verifies a signature over {@code message}.
     *
     * @param signature 64 octets, r then s; anything else fails
     * @return PASSED or FAILED
     */
    public Verdict verify(byte[] message, byte[] signature) {
        return verify(message, 0, signature);
    }

    /**
     * The same for messages that mostly begin alike, as what is signed with one seal begins with the seal. Where a key for
     * SM2 is much used and that part is at most 64 KiB, that of the last good message is kept with its digest, and what begins
     * with the same octets is digested from there on. The verdict is the same.
     *
     * @param sharedStart of how many octets that part is, 0 to the message's length
     */
    public Verdict verify(byte[] message, int sharedStart, byte[] signature) {
        Require.present(message, "message");
        Require.present(signature, "signature");
        Require.that(sharedStart >= 0 && sharedStart <= message.length, "shared start", "must be within the message");
        return ready.verifies(message, sharedStart, signature) ? Verdict.PASSED : Verdict.FAILED;
    }

    byte[] uncompressedPoint() {
        return point.getQ().getEncoded(false);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof VerificationKey that
                        && algorithm == that.algorithm
                        && point.getQ().equals(that.point.getQ()));
    }

    @Override
    public int hashCode() {
        return point.getQ().hashCode();
    }

    @Override
    public String toString() {
        return algorithm + " key " + fingerprint();
    }
}
