package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who may sign with a seal (签章者证书列表), {@code SES_CertList} of GB/T 38540-2020, 6.1: whole certificates or, from
 * version 4 on, the SM3 digests of certificates. A renewed certificate is another certificate; its seal has to be made anew. Immutable.
 */
public final class SignerList {
    private static final int MAX_SIGNERS = 64;
    private static final int MAX_CERTIFICATE = 64 * 1024;
    private static final String SM3 = "SM3";

    private final Kind kind;
    private final List<Bytes> entries;

    private SignerList(Kind kind, List<Bytes> entries) {
        this.kind = kind;
        this.entries = List.copyOf(entries);
    }

    /** What the list holds for each signer: {@code certListType}. */
    private enum Kind {
        CERTIFICATE(1) {
            @Override
            Bytes entryFor(Certificate signer) {
                return signer.encoded();
            }

            @Override
            Bytes read(DerReader list) {
                return certificate(list, list.octetString());
            }

            @Override
            Bytes encoded(Bytes entry) {
                return Der.octetString(entry);
            }
        },
        DIGEST(2) {
            @Override
            Bytes entryFor(Certificate signer) {
                return Bytes.of(Hash.SM3.digest(signer.encoded().toArray()));
            }

            @Override
            Bytes read(DerReader list) {
                DerReader digest = list.sequence();
                String algorithm = digest.printableString(64);
                byte[] value = digest.octetString();
                digest.end();
                if (!algorithm.equals(SM3) || value.length != 32) {
                    throw new MalformedMessageException(Seal.FORMAT, "lists a digest that is not SM3");
                }
                return Bytes.of(value);
            }

            @Override
            Bytes encoded(Bytes entry) {
                return Der.sequence(Der.printableString(SM3), Der.octetString(entry));
            }
        };

        private final int type;

        Kind(int type) {
            this.type = type;
        }

        static Kind of(int type) {
            return Stream.of(values())
                    .filter(kind -> kind.type == type)
                    .findFirst()
                    .orElseThrow(
                            () -> new MalformedMessageException(Seal.FORMAT, "has an unknown kind of signer list"));
        }

        abstract Bytes entryFor(Certificate signer);

        abstract Bytes read(DerReader list);

        abstract Bytes encoded(Bytes entry);
    }

    /** A list that shows the certificates of all signers, 1 to 64. */
    public static SignerList ofCertificates(List<Certificate> signers) {
        return of(Kind.CERTIFICATE, signers);
    }

    /** A list that holds the SM3 digests of the signers' certificates only, 1 to 64. */
    public static SignerList ofDigests(List<Certificate> signers) {
        return of(Kind.DIGEST, signers);
    }

    private static SignerList of(Kind kind, List<Certificate> signers) {
        int count = Require.present(signers, "signers").size();
        Require.that(count >= 1 && count <= MAX_SIGNERS, "signers", "must be 1 to " + MAX_SIGNERS);
        return new SignerList(kind, signers.stream().map(kind::entryFor).toList());
    }

    /** True when the very certificate {@code signer} is in the list; another one for the same key is not. */
    public boolean contains(Certificate signer) {
        return entries.contains(kind.entryFor(Require.present(signer, "signer")));
    }

    /** How many signers there are. */
    public int size() {
        return entries.size();
    }

    /** The number that says what the list holds: {@code certListType}. */
    int type() {
        return kind.type;
    }

    /** True when the list has whole certificates, which is all that GM/T 0031-2014 knows. */
    boolean showsCertificates() {
        return kind == Kind.CERTIFICATE;
    }

    /** True when the list has a digest of {@code signer} that was made with the signer's identity before it. */
    boolean containsWithIdentity(Certificate signer) {
        return kind == Kind.DIGEST
                && signer.key().algorithm() == SignatureAlgorithm.SM2
                && entries.contains(
                        Bytes.of(signer.key().messageDigest(signer.encoded().toArray())));
    }

    /** Reads {@code certListType} and {@code certList} of GB/T 38540-2020. */
    static SignerList read(DerReader property) {
        Kind kind = Kind.of(property.integer(Integer.MAX_VALUE));
        return read(kind, property.sequence(), kind::read);
    }

    /** Reads {@code certList} of GM/T 0031-2014, whose certificates come bare or each in an OCTET STRING. */
    static SignerList readCertificates(DerReader property) {
        return read(
                Kind.CERTIFICATE,
                property.sequence(),
                list -> certificate(list, list.nextIsSequence() ? list.encodedSequence() : list.octetString()));
    }

    private static SignerList read(Kind kind, DerReader list, Function<DerReader, Bytes> entry) {
        List<Bytes> entries = new ArrayList<>();
        while (list.hasNext()) {
            entries.add(entry.apply(list));
        }
        if (entries.isEmpty() || entries.size() > MAX_SIGNERS) {
            throw new MalformedMessageException(Seal.FORMAT, "must list 1 to " + MAX_SIGNERS + " signers");
        }
        return new SignerList(kind, entries);
    }

    private static Bytes certificate(DerReader list, byte[] der) {
        if (der.length > MAX_CERTIFICATE) {
            throw new MalformedMessageException(Seal.FORMAT, "lists a certificate that is too large");
        }
        return list.certificate(der).encoded();
    }

    /** {@code certList} in DER. */
    Bytes entries() {
        return Der.sequence(entries.stream().map(kind::encoded).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignerList that && kind == that.kind && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return size() + " signers";
    }
}
