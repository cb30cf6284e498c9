package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TimeStampAuthority;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.TimeStamper;
import io.onevisit.examples.authority.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/** An authority, a maker of seals and a signer, with real certificates, at a fixed moment. */
public final class SealOffice {
    /** When everything in these tests happens. */
    public static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    /** The first and last moment of the seals made here. */
    public static final Instant SEAL_FROM = NOW.minus(Duration.ofDays(10));

    public static final Instant SEAL_UNTIL = NOW.plus(Duration.ofDays(355));

    private static final Instant START = NOW.minus(Duration.ofDays(100));
    private static final Instant END = NOW.plus(Duration.ofDays(1000));

    private static final CertificateRequest HOLDER =
            new CertificateRequest("Seal holder", START, END, Usage.DIGITAL_SIGNATURE);

    private final CertificateAuthority authority = CertificateAuthority.root(KeyKind.SM2, "Seal root", START, END);
    private final Credential makerCredential =
            authority.issue(new CertificateRequest("Seal maker", START, END, Usage.DIGITAL_SIGNATURE));
    private final SigningKey maker = key(makerCredential);
    private final Credential timeStamper =
            authority.issue(new CertificateRequest("Time stamps", START, END, Usage.TIME_STAMPING));
    private final Credential signerCredential = authority.issue(HOLDER);
    private final SigningKey signer = key(signerCredential);

    /** An office with fresh keys. */
    public SealOffice() {}

    /** The key of who makes seals, certified. */
    public SigningKey maker() {
        return maker;
    }

    /** The maker's private key, PKCS#8 in DER. */
    byte[] makerPkcs8() {
        return makerCredential.pkcs8();
    }

    /** The key of who signs with them, certified. */
    public SigningKey signer() {
        return signer;
    }

    /** The signer's private key, PKCS#8 in DER. */
    byte[] signerPkcs8() {
        return signerCredential.pkcs8();
    }

    /** The signer's very key under a certificate that is new. */
    SigningKey renewedSigner() {
        byte[] certificate = authority.certify(
                HOLDER, signer.verificationKey().toSubjectPublicKeyInfo().toArray());
        return SigningKey.fromPkcs8(signerCredential.pkcs8(), List.of(Certificate.parse(certificate)), "renewed");
    }

    /** A time-stamping authority of this office, whose clock stands at {@code at}. */
    public TimeStampAuthority timeStamps(Instant at) {
        TimeStamper stamper = new TimeStamper(timeStamper, KeyKind.SM2, Clock.fixed(at, ZoneOffset.UTC));
        return request -> {
            try {
                return stamper.answer(request);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** A fresh credential of this office's authority, for {@code usage}. */
    Credential credential(String name, Usage usage) {
        return authority.issue(new CertificateRequest(name, START, END, usage));
    }

    /** A fresh key with a certificate of this office's authority. */
    public SigningKey issue(String name, Instant from, Instant until, Usage usage) {
        return key(authority.issue(new CertificateRequest(name, from, until, usage)));
    }

    /** A fresh key with a certificate, good for as long as the authority. */
    public SigningKey issue(String name) {
        return issue(name, START, END, Usage.DIGITAL_SIGNATURE);
    }

    /** The key of a credential, with its certificates. */
    public static SigningKey key(Credential credential) {
        List<Certificate> chain =
                credential.chain().stream().map(Certificate::parse).toList();
        return SigningKey.fromPkcs8(credential.pkcs8(), chain, "key");
    }

    /** The certificate of a key. */
    public static Certificate certificate(SigningKey key) {
        return key.certificates().get(0);
    }

    /** A verifier that trusts this office's authority, now. */
    public SealVerifier verifier() {
        return verifierAt(NOW);
    }

    /** A verifier that trusts this office's authority, at another time. */
    public SealVerifier verifierAt(Instant at) {
        return verifier(anchors(), at);
    }

    /** A verifier that trusts this office's authority, now, by another profile. */
    public SealVerifier verifier(SealProfile profile) {
        return new SealVerifier(
                TrustAnchors.of(List.of(Certificate.parse(authority.certificate()))),
                List.of(),
                RevocationSource.none(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                profile);
    }

    /** A verifier with other anchors. */
    public static SealVerifier verifier(TrustAnchors anchors, Instant at) {
        return new SealVerifier(anchors, List.of(), RevocationSource.none(), Clock.fixed(at, ZoneOffset.UTC));
    }

    /** A verifier at another time, with a list that says {@code revoked} of its certificate. */
    public SealVerifier verifierAt(Instant at, SigningKey revoked, Instant since, int reason) {
        byte[] crl = crl(at, revoked, since, reason);
        return new SealVerifier(
                anchors(), List.of(), RevocationSource.ofCrls(List.of(crl)), Clock.fixed(at, ZoneOffset.UTC));
    }

    /** What the usual seal of these tests says; the signer may sign with it. */
    public SealRequest request() {
        return request(SignerList.ofCertificates(List.of(certificate(signer))));
    }

    /** The usual request with another list. */
    public SealRequest request(SignerList signers) {
        return new SealRequest("330100-0001", 1, "示例市政务服务局", Pictures.seal(), SEAL_FROM, SEAL_UNTIL, signers);
    }

    /** The usual seal. */
    public Seal seal() {
        return sealFor(request());
    }

    /** A seal as requested. */
    public Seal sealFor(SealRequest request) {
        return new SealMaker("OneVisit", maker, verifier()).make(request);
    }

    /** The usual seal in another version. */
    public Seal seal(SealVersion version) {
        return sealFor(request().withVersion(version));
    }

    /** The usual seal's {@code eSealInfo}, to be altered. */
    static ASN1Encodable info(Seal seal) {
        return Asn1.parse(seal.signInfo().signedPart());
    }

    /** The maker's signature over whatever {@code info} says. */
    byte[] makerSigns(ASN1Encodable info) {
        return Asn1.signed(info, maker);
    }

    /** The maker's signature over whatever {@code info} says, laid out as in versions 1 to 3. */
    byte[] makerSignsFirst(ASN1Encodable info) {
        ASN1Encodable certificate =
                new DEROctetString(certificate(maker).encoded().toArray());
        ASN1Encodable algorithm = new ASN1ObjectIdentifier("1.2.156.10197.1.501");
        DERBitString value = Asn1.value(new DERSequence(new ASN1Encodable[] {info, certificate, algorithm}), maker);
        ASN1Encodable signInfo = new DERSequence(new ASN1Encodable[] {certificate, algorithm, value});
        return Asn1.der(new DERSequence(new ASN1Encodable[] {info, signInfo}));
    }

    /** A list of this office's authority on which nobody is. */
    byte[] crl(Instant at) {
        return authority.crl(at, at.plus(Duration.ofDays(1)), Map.of());
    }

    /** A list of this office's authority, for a day from {@code at}, on which {@code revoked} is. */
    byte[] crl(Instant at, SigningKey revoked, Instant since, int reason) {
        return authority.crl(
                at,
                at.plus(Duration.ofDays(1)),
                Map.of(),
                list -> list.addCRLEntry(certificate(revoked).serialNumber(), Date.from(since), reason));
    }

    /** The trust in this office's authority. */
    public TrustAnchors anchors() {
        return TrustAnchors.of(List.of(Certificate.parse(authority.certificate())));
    }

    /** The codes of the notes of a report that say something does not hold. */
    static List<String> notes(Report<?> report) {
        return report.checks().stream()
                .filter(check -> check.note() && check.verdict() == Verdict.FAILED)
                .map(Check::code)
                .toList();
    }

    /** The codes of what kept a report from passing. */
    public static List<String> problems(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }

    /** The parts of the whole in which something kept a report from passing. */
    public static List<String> places(Report<?> report) {
        return report.problems().stream().map(Check::where).distinct().toList();
    }

    /** Octets of a text in UTF-8. */
    public static Bytes utf8(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
