package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.seal.internal.Sm2Algorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a standard lays out seals and signatures, as far as the standards differ: read and written. */
enum SealLayout {
    /** Two fields each; the signer's certificate and the algorithm are signed too. Times are in UTCTime. */
    GM_T_0031_2014 {
        @Override
        Instant readTime(DerReader property) {
            return property.utcTime();
        }

        @Override
        Bytes time(Instant instant) {
            return Der.utcTime(instant);
        }

        @Override
        SignerList readSigners(DerReader property) {
            return SignerList.readCertificates(property);
        }

        @Override
        List<Bytes> signers(SignerList list) {
            return List.of(list.entries());
        }

        @Override
        SignInfo readSeal(Bytes info, DerReader seal) {
            DerReader signInfo = seal.sequence();
            byte[] certificate = signInfo.octetString();
            String algorithm = signInfo.objectIdentifier();
            byte[] value = signInfo.bitString();
            signInfo.end();
            Certificate maker = signInfo.certificate(certificate);
            Bytes signedPart = signedPart(info, maker, algorithm);
            return new SignInfo(signedPart, maker, algorithm, Bytes.of(value));
        }

        @Override
        Bytes sealSignedPart(Bytes info, Certificate maker) {
            return signedPart(info, maker, Sm2Algorithm.WITH_SM3);
        }

        private Bytes signedPart(Bytes info, Certificate maker, String algorithm) {
            return Der.sequence(info, certificate(maker), Der.objectIdentifier(algorithm));
        }

        @Override
        Bytes seal(Bytes info, Certificate maker, Bytes value, @Nullable Bytes timeStamp) {
            return Der.sequence(info, Der.sequence(certificate(maker), algorithm(), Der.bitString(value)));
        }

        @Override
        SigningTime readSigningTime(DerReader toSign) {
            return toSign.timeInfo();
        }

        @Override
        Bytes signingTime(Instant instant) {
            return Der.bitString(Der.utcTime(instant));
        }

        @Override
        List<Bytes> toSignTail(Certificate signer, List<Extension> extensions) {
            return List.of(certificate(signer), algorithm());
        }

        @Override
        List<Extension> readExtensions(DerReader toSign) {
            return List.of();
        }

        @Override
        SignInfo readSignature(DerReader toSign, DerReader whole) {
            Certificate signer = toSign.certificate(toSign.octetString());
            String algorithm = toSign.objectIdentifier();
            return new SignInfo(toSign.original(), signer, algorithm, Bytes.of(whole.bitString()));
        }

        @Override
        Bytes signature(Bytes toSign, Certificate signer, Bytes value, @Nullable Bytes timeStamp) {
            return Der.sequence(toSign, Der.bitString(value));
        }
    },

    /** Four fields each and a time stamp; only the first field is signed. Times are in GeneralizedTime. */
    GB_T_38540_2020 {
        @Override
        Instant readTime(DerReader property) {
            return property.generalizedTime();
        }

        @Override
        Bytes time(Instant instant) {
            return Der.generalizedTime(instant);
        }

        @Override
        SignerList readSigners(DerReader property) {
            return SignerList.read(property);
        }

        @Override
        List<Bytes> signers(SignerList list) {
            return List.of(Der.integer(list.type()), list.entries());
        }

        @Override
        SignInfo readSeal(Bytes info, DerReader seal) {
            return readFrame(info, seal);
        }

        @Override
        Bytes sealSignedPart(Bytes info, Certificate maker) {
            return info;
        }

        @Override
        Bytes seal(Bytes info, Certificate maker, Bytes value, @Nullable Bytes timeStamp) {
            return frame(info, maker, value, timeStamp);
        }

        @Override
        SigningTime readSigningTime(DerReader toSign) {
            return SigningTime.of(toSign.generalizedTime());
        }

        @Override
        Bytes signingTime(Instant instant) {
            return Der.generalizedTime(instant);
        }

        @Override
        List<Bytes> toSignTail(Certificate signer, List<Extension> extensions) {
            return extensions.isEmpty() ? List.of() : List.of(Der.tagged0(Extension.encoded(extensions)));
        }

        @Override
        List<Extension> readExtensions(DerReader toSign) {
            if (!toSign.hasNext()) {
                return List.of();
            }
            DerReader tagged = toSign.tagged0();
            List<Extension> extensions = Extension.readAll(SealSignature.FORMAT, tagged.sequence());
            tagged.end();
            return extensions;
        }

        @Override
        SignInfo readSignature(DerReader toSign, DerReader whole) {
            return readFrame(toSign.original(), whole);
        }

        @Override
        Bytes signature(Bytes toSign, Certificate signer, Bytes value, @Nullable Bytes timeStamp) {
            return frame(toSign, signer, value, timeStamp);
        }

        private SignInfo readFrame(Bytes content, DerReader fields) {
            Certificate signer = fields.certificate(fields.octetString());
            String algorithm = fields.objectIdentifier();
            return new SignInfo(content, signer, algorithm, Bytes.of(fields.bitString()));
        }

        private Bytes frame(Bytes content, Certificate signer, Bytes value, @Nullable Bytes timeStamp) {
            List<Bytes> fields =
                    new ArrayList<>(List.of(content, certificate(signer), algorithm(), Der.bitString(value)));
            if (timeStamp != null) {
                fields.add(Der.tagged0(Der.bitString(timeStamp)));
            }
            return Der.sequence(fields);
        }
    };

    /** One of the times of {@code SES_ESPropertyInfo}. */
    abstract Instant readTime(DerReader property);

    abstract Bytes time(Instant instant);

    /** {@code certList}, and what says what it holds where there is a choice. */
    abstract SignerList readSigners(DerReader property);

    abstract List<Bytes> signers(SignerList list);

    /** What follows {@code info} in {@code SESeal}. */
    abstract SignInfo readSeal(Bytes info, DerReader seal);

    /** What the maker signs. */
    abstract Bytes sealSignedPart(Bytes info, Certificate maker);

    /** {@code SESeal}. */
    abstract Bytes seal(Bytes info, Certificate maker, Bytes value, @Nullable Bytes timeStamp);

    /** {@code timeInfo}. */
    abstract SigningTime readSigningTime(DerReader toSign);

    abstract Bytes signingTime(Instant instant);

    /** What {@code TBS_Sign} has after {@code propertyInfo}; only versions 4 and 5 have a place for extensions. */
    abstract List<Bytes> toSignTail(Certificate signer, List<Extension> extensions);

    /** The optional extensions of {@code TBS_Sign}. */
    abstract List<Extension> readExtensions(DerReader toSign);

    /** What is left of {@code TBS_Sign} after its extensions, and what follows it in {@code SES_Signature}. */
    abstract SignInfo readSignature(DerReader toSign, DerReader whole);

    /** {@code SES_Signature}. */
    abstract Bytes signature(Bytes toSign, Certificate signer, Bytes value, @Nullable Bytes timeStamp);

    private static Bytes certificate(Certificate certificate) {
        return Der.octetString(certificate.encoded());
    }

    private static Bytes algorithm() {
        return Der.objectIdentifier(Sm2Algorithm.WITH_SM3);
    }
}
