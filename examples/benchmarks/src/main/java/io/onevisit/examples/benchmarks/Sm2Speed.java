package io.onevisit.examples.benchmarks;

import cn.hutool.crypto.asymmetric.SM2;
import com.tencent.kona.crypto.KonaCryptoProvider;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * One SM2 signature over 1 KiB, verified and made. {@code Naive} is Bouncy Castle as most code calls it, {@code Ready} and
 * {@code Wide} the same library at its best; Hutool's object and Kona's keys are kept, {@code Signature} objects are new.
 */
public class Sm2Speed extends Steady {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final Provider KONA = new KonaCryptoProvider();

    private final byte[] pkcs8;
    private final SigningKey signer;
    private final VerificationKey verifier;
    private final VerificationKey heavy;
    private final byte[] spki;
    private final byte[] message = new byte[1024];
    private final byte[] plain;
    private final byte[] der;
    private final BareSm2 bare;
    private final SM2Signer bareSigner;
    private final SM2 hutool;
    private final Kona kona;

    /** A key that all of them use. */
    public Sm2Speed() {
        Instant from = Instant.parse("2026-11-01T00:00:00Z");
        Instant until = Instant.parse("2027-11-01T00:00:00Z");
        this.pkcs8 = CertificateAuthority.root(KeyKind.SM2, "root", from, until)
                .issue(new CertificateRequest("signer", from, until, Usage.DIGITAL_SIGNATURE))
                .pkcs8();
        this.signer = SigningKey.fromPkcs8(pkcs8, List.of(), "signer");
        this.verifier = signer.verificationKey();
        this.heavy = verifier.forHeavyUse();
        this.spki = verifier.toSubjectPublicKeyInfo().toArray();
        this.plain = signer.sign(message);
        this.der = verifier.algorithm().derSignature(plain);
        this.bare = new BareSm2(verifier, message, plain);
        this.bareSigner = bareSigner(secret());
        this.hutool = new SM2(pkcs8, spki);
        this.kona = kona(KONA);
    }

    /** The key as a provider of Kona has it. */
    final Kona kona(Provider provider) {
        return new Kona(provider, secret(), point());
    }

    private BigInteger secret() {
        try {
            KeyFactory keys = KeyFactory.getInstance("EC", BOUNCY_CASTLE);
            return ((ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8))).getS();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SM2Signer bareSigner(BigInteger secret) {
        ECDomainParameters domain = new ECDomainParameters(CustomNamedCurves.getByName("sm2p256v1"));
        SM2Signer signer = new SM2Signer();
        signer.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(secret, domain), new SecureRandom()));
        return signer;
    }

    private byte[] point() {
        byte[] point = new byte[65];
        System.arraycopy(spki, spki.length - point.length, point, 0, point.length);
        return point;
    }

    /** By a key that has verified often. */
    @Benchmark
    public boolean verify() {
        return sure(verifier.verify(message, plain) == Verdict.PASSED);
    }

    /** By a key with the widest tables there are. */
    @Benchmark
    public boolean verifyHeavyUse() {
        return sure(heavy.verify(message, plain) == Verdict.PASSED);
    }

    /** By a key read just now. */
    @Benchmark
    public boolean verifyNewKey() {
        return sure(VerificationKey.ofSubjectPublicKeyInfo(spki).verify(message, plain) == Verdict.PASSED);
    }

    @Benchmark
    public boolean verifyNaive() throws GeneralSecurityException {
        return sure(bare.naive());
    }

    @Benchmark
    public boolean verifyReady() {
        return sure(bare.ready());
    }

    @Benchmark
    public boolean verifyWide() {
        return sure(bare.wide());
    }

    @Benchmark
    public boolean verifyHutool() {
        return sure(hutool.verify(message, der));
    }

    @Benchmark
    public boolean verifyKona() throws GeneralSecurityException {
        return sure(verifies(kona));
    }

    boolean verifies(Kona other) throws GeneralSecurityException {
        return other.verify(message, der);
    }

    @Benchmark
    public byte[] sign() {
        return signer.sign(message);
    }

    @Benchmark
    public byte[] signNaive() throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("EC", BOUNCY_CASTLE).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        Signature signature = Signature.getInstance("SM3withSM2", BOUNCY_CASTLE);
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    @Benchmark
    public byte[] signReady() throws CryptoException {
        bareSigner.update(message, 0, message.length);
        return bareSigner.generateSignature();
    }

    @Benchmark
    public byte[] signHutool() {
        return hutool.sign(message);
    }

    @Benchmark
    public byte[] signKona() throws GeneralSecurityException {
        return signs(kona);
    }

    byte[] signs(Kona other) throws GeneralSecurityException {
        return other.sign(message);
    }

    /** What a signature of any of them is worth to the JCA of Bouncy Castle. */
    boolean accepts(byte[] signature) throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("EC", BOUNCY_CASTLE).generatePublic(new X509EncodedKeySpec(spki));
        Signature verification = Signature.getInstance("SM3withSM2", BOUNCY_CASTLE);
        verification.initVerify(key);
        verification.update(message);
        return verification.verify(signature);
    }
}
