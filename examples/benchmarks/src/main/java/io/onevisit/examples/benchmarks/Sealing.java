package io.onevisit.examples.benchmarks;

import io.onevisit.core.Report;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealMaker;
import io.onevisit.seal.SealPicture;
import io.onevisit.seal.SealRequest;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealSigner;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.SignerList;
import io.onevisit.seal.internal.PngWriter;
import io.onevisit.seal.ofd.OfdDocument;
import io.onevisit.seal.ofd.OfdDraft;
import io.onevisit.seal.ofd.OfdPage;
import io.onevisit.seal.ofd.OfdSigner;
import io.onevisit.seal.ofd.OfdVerifier;
import io.onevisit.seal.ofd.OfdWriter;
import io.onevisit.seal.ofd.StampPlace;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Seals, signatures and documents judged and made, beside one bare SM2 verification over 1 KiB, which is the limit. A name
 * that ends in {@code New} has trust anchors that have never judged anything, {@code Again} those that have.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class Sealing {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant FROM = NOW.minus(Duration.ofDays(10));
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(365));

    /** Octets of the seal's picture: an outline, and one at 300 dpi. */
    @Param({"1000", "10000"})
    public int picture;

    private final CertificateAuthority authority = CertificateAuthority.root(KeyKind.SM2, "root", FROM, UNTIL);
    private final List<Certificate> roots = List.of(Certificate.parse(authority.certificate()));
    private final SigningKey maker = key("maker");
    private final SigningKey signer = key("signer");
    private final SealVerifier again = verifier();
    private final byte[] data = new byte[1024];

    private final BareSm2 bare = new BareSm2(signer.verificationKey(), data, signer.sign(data));

    private Seal seal = seal(100);
    private byte[] signature = {};
    private byte[] document = {};

    private SigningKey key(String name) {
        var credential = authority.issue(new CertificateRequest(name, FROM, UNTIL, Usage.DIGITAL_SIGNATURE));
        return SigningKey.fromPkcs8(
                credential.pkcs8(),
                credential.chain().stream().map(Certificate::parse).toList(),
                name);
    }

    private SealVerifier verifier() {
        return new SealVerifier(
                TrustAnchors.of(roots), List.of(), RevocationSource.none(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Seal seal(int octets) {
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
        return new SealMaker("BENCHMARK", maker, again).make(request);
    }

    /** Makes what is to be judged. */
    @Setup
    public void prepare() {
        seal = seal(picture);
        signature = sign().encoded().toArray();
        OfdPage page = OfdPage.a4(List.of(new OfdPage.Text(20, 30, "黑体", 8, "准予行政许可决定书")));
        OfdDraft draft =
                new OfdDraft("准予行政许可决定书", "示例市政务服务局", LocalDate.of(2026, 11, 21), Map.of(), List.of(page), List.of());
        document = new OfdSigner(again)
                .sign(OfdWriter.write(draft), seal, signer, List.of(new StampPlace.OnPage(1, 130, 220)))
                .toArray();
    }

    /** The limit: Bouncy Castle's arithmetic, key and curve ready. */
    @Benchmark
    public boolean bareVerify() {
        return bare.ready();
    }

    /** The same through JCA, the key read each time, as most code does. */
    @Benchmark
    public boolean naiveVerify() throws GeneralSecurityException {
        return bare.naive();
    }

    /** Four verifications: two certificates, seal, signature. */
    @Benchmark
    public Report<SealSignature> signatureNew() {
        return verifier().verify(signature, data);
    }

    /** The same when the certificates have been met before. */
    @Benchmark
    public Report<SealSignature> signatureAgain() {
        return again.verify(signature, data);
    }

    /** A document of one page with one seal. */
    @Benchmark
    public Report<OfdDocument> documentNew() {
        return new OfdVerifier(verifier()).verify(document);
    }

    /** The same when the certificates have been met before. */
    @Benchmark
    public Report<OfdDocument> documentAgain() {
        return new OfdVerifier(again).verify(document);
    }

    /** One signature with a seal, which checks the seal before and its own work after. */
    @Benchmark
    public SealSignature sign() {
        return new SealSigner(again).sign(seal, signer, data, "data");
    }
}
