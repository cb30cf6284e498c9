package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An electronic seal (电子印章), {@code SESeal} of GM/T 0031-2014, GB/T 38540-2020 or GM/T 0031-2025: a picture, a name and
 * who may sign with it, bound together by the maker's signature. Kept with its original octets. A seal from outside comes
 * from {@link SealVerifier#verify(byte[])}. Immutable and thread-safe.
 */
public final class Seal {
    static final String FORMAT = "seal";
    static final int MAX_OCTETS = 4 * 1024 * 1024;

    private final Bytes encoded;
    private final SealInfo info;
    private final SignInfo signInfo;
    private final @Nullable Bytes timeStamp;
    private final Set<Deviation> deviations;
    private volatile boolean pictureSound;

    private Seal(DerReader seal, SealInfo info, SignInfo signInfo, @Nullable Bytes timeStamp) {
        this.encoded = seal.original();
        this.info = info;
        this.signInfo = signInfo;
        this.timeStamp = timeStamp;
        this.deviations = seal.deviations();
    }

    /**
     * Reads a seal and believes it: neither the maker's signature nor its certificate is looked at.
     *
     * @throws MalformedMessageException when it is no seal of version 1 to 5 in DER, at most 4 MiB
     */
    public static Seal readWithoutVerification(byte[] der) {
        return read(fields(der, Certificate::parse));
    }

    /** The fields of a seal, where {@code certificates} parses the certificates inside. */
    static DerReader fields(byte[] der, Function<byte[], Certificate> certificates) {
        return DerReader.ofSequence(FORMAT, Require.present(der, "seal"), MAX_OCTETS, certificates);
    }

    static Seal read(DerReader seal) {
        DerReader info = seal.sequence();
        SealInfo content = SealInfo.read(info);
        SealVersion version = content.version();
        SignInfo signInfo = version.layout().readSeal(info.original(), seal);
        Bytes timeStamp = version.stampsSeals() ? SignInfo.readTimeStamp(seal) : null;
        seal.end();
        return new Seal(seal, content, signInfo, timeStamp);
    }

    /** The original octets. */
    public Bytes encoded() {
        return encoded;
    }

    /** The version of the structure. */
    public SealVersion version() {
        return info.version();
    }

    /** The vendor whose software made it, {@code Vid}. */
    public String vendor() {
        return info.vendor();
    }

    /** What tells this seal from every other, {@code esID} (印章标识). */
    public String id() {
        return info.id();
    }

    /** The type of seal (印章类型); who runs the seals defines the numbers. */
    public int type() {
        return info.type();
    }

    /** The name of the seal (印章名称): mostly that of its owner. */
    public String name() {
        return info.name();
    }

    /** Who may sign with it. */
    public SignerList signers() {
        return info.signers();
    }

    /** When it was made. */
    public Instant created() {
        return info.created();
    }

    /** The first moment of validity. */
    public Instant validFrom() {
        return info.validFrom();
    }

    /** The last moment of validity. */
    public Instant validUntil() {
        return info.validUntil();
    }

    /** What it looks like. */
    public SealPicture picture() {
        return info.picture();
    }

    /** The certificate of who made it (制章者证书). */
    public Certificate maker() {
        return signInfo.signer();
    }

    /** What vendors add of their own. */
    public List<Extension> extensions() {
        return info.extensions();
    }

    /** The maker's signature. */
    SignInfo signInfo() {
        return signInfo;
    }

    /** The time stamp on the maker's signature, unread; null when there is none. */
    @Nullable
    Bytes timeStamp() {
        return timeStamp;
    }

    /** What is wrong with the picture; one that is sound is looked at once, since nothing about it changes. */
    Optional<String> pictureProblem() {
        if (pictureSound) {
            return Optional.empty();
        }
        Optional<String> problem = picture().problem();
        pictureSound = problem.isEmpty();
        return problem;
    }

    /** In what its form is not as the standard has it. */
    Set<Deviation> deviations() {
        return deviations;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seal that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /** The id only. */
    @Override
    public String toString() {
        return "seal " + id();
    }
}
