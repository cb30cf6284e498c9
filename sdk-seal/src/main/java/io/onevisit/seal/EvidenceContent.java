package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationProof;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.internal.crypto.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a verification relied on, in DER:
 * {@code SEQUENCE { version INTEGER (1), judgedAt GeneralizedTime, deviations SEQUENCE OF PrintableString, anchors and
 * timeStampAnchors SEQUENCE OF OCTET STRING (SM3 of each certificate), makerAnchors [0] the same OPTIONAL,
 * revocationAsked BOOLEAN DEFAULT FALSE, certificates, crls and ocspResponses SEQUENCE OF OCTET STRING }}.
 */
record EvidenceContent(
        Instant judgedAt,
        SealProfile profile,
        List<Bytes> anchors,
        @Nullable List<Bytes> makerAnchors,
        List<Bytes> timeStampAnchors,
        boolean revocationAsked,
        List<Certificate> certificates,
        List<RevocationProof> proofs) {
    private static final int VERSION = 1;
    private static final int MAX_ENTRIES = 256;
    private static final int MAX_NAME = 64;
    private static final int FINGERPRINT = 32;
    private static final int MAX_CERTIFICATE = 64 * 1024;
    private static final int MAX_PROOF = 16 * 1024 * 1024;

    static EvidenceContent of(Policy policy, Instant judgedAt, boolean asked, List<RevocationProof> proofs) {
        return new EvidenceContent(
                judgedAt,
                policy.profile(),
                fingerprints(policy.anchors()),
                policy.makerAnchors() == null ? null : fingerprints(policy.makerAnchors()),
                fingerprints(policy.timeStampAnchors()),
                asked,
                policy.intermediates(),
                proofs);
    }

    /** SM3 of each certificate. */
    static List<Bytes> fingerprints(TrustAnchors anchors) {
        return anchors.certificates().stream()
                .map(anchor -> Bytes.of(Hash.SM3.digest(anchor.encoded().toArray())))
                .toList();
    }

    static EvidenceContent read(DerReader content) {
        if (content.integer(Integer.MAX_VALUE) != VERSION) {
            throw new MalformedMessageException(Evidence.FORMAT, "is of an unknown version");
        }
        Instant judgedAt = content.generalizedTime();
        SealProfile profile = readProfile(content.sequence());
        List<Bytes> anchors = readAll(content, FINGERPRINT, Bytes::of);
        List<Bytes> timeStampAnchors = readAll(content, FINGERPRINT, Bytes::of);
        EvidenceContent read = new EvidenceContent(
                judgedAt,
                profile,
                anchors,
                readMakerAnchors(content),
                timeStampAnchors,
                content.defaultFalse(),
                readAll(content, MAX_CERTIFICATE, Certificate::parse),
                Stream.concat(
                                readAll(content, MAX_PROOF, octets -> new RevocationProof.Crl(Bytes.of(octets)))
                                        .stream(),
                                readAll(content, MAX_PROOF, octets -> new RevocationProof.Ocsp(Bytes.of(octets)))
                                        .stream())
                        .<RevocationProof>map(Function.identity())
                        .toList());
        content.end();
        if (!content.deviations().isEmpty()) {
            throw new MalformedMessageException(Evidence.FORMAT, "is not in DER");
        }
        return read;
    }

    private static @Nullable List<Bytes> readMakerAnchors(DerReader content) {
        if (!content.nextIsTagged0()) {
            return null;
        }
        DerReader tagged = content.tagged0();
        List<Bytes> makers = readAll(tagged, FINGERPRINT, Bytes::of);
        tagged.end();
        return makers;
    }

    private static SealProfile readProfile(DerReader names) {
        Set<Deviation> tolerated = EnumSet.noneOf(Deviation.class);
        while (names.hasNext()) {
            String name = names.printableString(MAX_NAME);
            tolerated.add(Stream.of(Deviation.values())
                    .filter(deviation -> nameOf(deviation).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new MalformedMessageException(Evidence.FORMAT, "names an unknown deviation")));
        }
        return new SealProfile(tolerated);
    }

    private static <T> List<T> readAll(DerReader content, int maxOctets, Function<byte[], T> entry) {
        DerReader list = content.sequence();
        List<T> entries = new ArrayList<>();
        while (list.hasNext()) {
            entries.add(entry.apply(list.octetString(maxOctets)));
        }
        if (entries.size() > MAX_ENTRIES) {
            throw new MalformedMessageException(Evidence.FORMAT, "has more than " + MAX_ENTRIES + " entries of a kind");
        }
        return List.copyOf(entries);
    }

    Bytes encoded() {
        List<Bytes> fields = new ArrayList<>(List.of(
                Der.integer(VERSION),
                Der.generalizedTime(judgedAt),
                Der.sequence(profile.tolerated().stream()
                        .sorted()
                        .map(deviation -> Der.printableString(nameOf(deviation)))
                        .toList()),
                octetStrings(anchors.stream()),
                octetStrings(timeStampAnchors.stream())));
        if (makerAnchors != null) {
            fields.add(Der.tagged0(octetStrings(makerAnchors.stream())));
        }
        if (revocationAsked) {
            fields.add(Der.trueBoolean());
        }
        fields.add(octetStrings(certificates.stream().map(Certificate::encoded)));
        fields.add(octetStrings(encoded(RevocationProof.Crl.class)));
        fields.add(octetStrings(encoded(RevocationProof.Ocsp.class)));
        return Der.sequence(fields);
    }

    /** A PrintableString has no underscore. */
    private static String nameOf(Deviation deviation) {
        return deviation.name().replace('_', '-');
    }

    private Stream<Bytes> encoded(Class<? extends RevocationProof> kind) {
        return proofs.stream().filter(kind::isInstance).map(RevocationProof::encoded);
    }

    private static Bytes octetStrings(Stream<Bytes> entries) {
        return Der.sequence(entries.map(Der::octetString).toList());
    }
}
