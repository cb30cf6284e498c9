package io.onevisit.examples.benchmarks;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealMaker;
import io.onevisit.seal.SealPicture;
import io.onevisit.seal.SealRequest;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.SignerList;
import io.onevisit.seal.internal.PngWriter;
import io.onevisit.seal.ofd.OfdAttachment;
import io.onevisit.seal.ofd.OfdDraft;
import io.onevisit.seal.ofd.OfdPage;
import io.onevisit.seal.ofd.OfdSigner;
import io.onevisit.seal.ofd.OfdWriter;
import io.onevisit.seal.ofd.StampPlace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A maker of seals and an office that has one, under one root. Time stands still. */
final class SealOffice {
    private static final Instant NOW = Instant.parse(ColdStart.SEAL_TIME);
    private static final Instant FROM = NOW.minus(Duration.ofDays(10));
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(365));

    private final CertificateAuthority authority = CertificateAuthority.root(KeyKind.SM2, "root", FROM, UNTIL);
    private final List<Certificate> roots = List.of(Certificate.parse(authority.certificate()));
    private final Credential credential = credential("signer");
    private final SigningKey maker = key(credential("maker"));
    private final SigningKey signer = key(credential);

    private Credential credential(String name) {
        return authority.issue(new CertificateRequest(name, FROM, UNTIL, Usage.DIGITAL_SIGNATURE));
    }

    private static SigningKey key(Credential credential) {
        return SigningKey.fromPkcs8(
                credential.pkcs8(),
                credential.chain().stream().map(Certificate::parse).toList(),
                "benchmark");
    }

    /** The root's certificate as a file holds it. */
    byte[] root() {
        return authority.certificate();
    }

    SigningKey signer() {
        return signer;
    }

    /** The signer's key and certificate as files hold them. */
    Credential signerFiles() {
        return credential;
    }

    /** A verifier that has judged nothing yet. */
    SealVerifier verifier() {
        return new SealVerifier(
                TrustAnchors.of(roots), List.of(), RevocationSource.none(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** The signer's seal with a picture of some {@code octets}, which no packing makes smaller. */
    Seal seal(int octets) {
        int side = (int) Math.sqrt(octets);
        byte[] noise = new byte[side * side];
        new Random(1).nextBytes(noise);
        SealRequest request = new SealRequest(
                "33010600000002",
                1,
                "示例市政务服务局",
                SealPicture.png(PngWriter.write(side, side, 0xe60012, noise, 300), 42, 42),
                FROM,
                UNTIL,
                SignerList.ofCertificates(List.of(signer.certificates().get(0))));
        return new SealMaker("BENCHMARK", maker, verifier()).make(request);
    }

    /** A document of one page. */
    static Bytes document(List<OfdAttachment> attachments) {
        OfdPage page = OfdPage.a4(List.of(new OfdPage.Text(20, 30, "黑体", 8, "准予行政许可决定书")));
        return OfdWriter.write(new OfdDraft(
                "准予行政许可决定书", "示例市政务服务局", LocalDate.of(2026, 11, 21), Map.of(), List.of(page), attachments));
    }

    /** The document with one seal on it. */
    Bytes sealed(Bytes document, Seal seal, SealVerifier verifier) {
        return new OfdSigner(verifier).sign(document, seal, signer, List.of(new StampPlace.OnPage(1, 130, 220)));
    }
}
