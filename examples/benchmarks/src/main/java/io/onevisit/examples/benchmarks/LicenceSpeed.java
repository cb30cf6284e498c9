package io.onevisit.examples.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.licence.status.StatusListToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Licences verified and issued, with everything that belongs to it, beside their signature alone. {@code Wide} is the limit,
 * Bouncy Castle at its best, {@code Naive} how most code calls it; {@code Nimbus} and {@code Jose4j} are those libraries on
 * the JDK's provider, which check the signature and read nothing of the licence.
 */
@Warmup(iterations = 4, time = 2)
public class LicenceSpeed extends Steady {
    private final IssuingOffice sm2 = new IssuingOffice(SignatureAlgorithm.SM2);
    private final IssuingOffice es256 = new IssuingOffice(SignatureAlgorithm.ES256);
    private final BareSm2 bare = new BareSm2(sm2.verificationKey(), sm2.signingInput(), sm2.signature());
    private final LicenceVerifier heavyUse = sm2.verifierForHeavyUse();
    private final PaperLicenceVerifier paperVerifier = sm2.paperVerifier();
    private final String paper = sm2.paper();
    private final String es256Jwt = es256.jwt();
    private final BareEs256 bareEs256 = new BareEs256(es256.verificationKey(), es256.signingInput(), es256.signature());
    private final ECPublicKey jdkKey;
    private final ECPrivateKey jdkSecret;
    private final ECDSAVerifier nimbus;
    private final ECDSAVerifier nimbusOnBouncyCastle;
    private final ECDSASigner nimbusSigner;
    private final JWSObject nimbusToken;
    private final String payload =
            new String(Base64.getUrlDecoder().decode(es256Jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8);

    /** Two offices, and the keys as the JDK has them. */
    public LicenceSpeed() {
        byte[] es256Key = es256.verificationKey().toSubjectPublicKeyInfo().toArray();
        try {
            this.jdkKey = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(es256Key));
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.jdkSecret = (ECPrivateKey) generator.generateKeyPair().getPrivate();
            this.nimbus = new ECDSAVerifier(jdkKey);
            this.nimbusOnBouncyCastle = new ECDSAVerifier(jdkKey);
            nimbusOnBouncyCastle.getJCAContext().setProvider(new BouncyCastleProvider());
            this.nimbusSigner = new ECDSASigner(jdkSecret);
            this.nimbusToken = JWSObject.parse(es256Jwt);
        } catch (GeneralSecurityException | JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public boolean sm2Wide() {
        return sure(bare.wide());
    }

    @Benchmark
    public boolean sm2Naive() throws GeneralSecurityException {
        return sure(bare.naive());
    }

    @Benchmark
    public Licence sm2Licence() {
        return sm2.verifier().verify(sm2.token()).orThrow();
    }

    @Benchmark
    public Licence sm2LicenceHeavyUse() {
        return heavyUse.verify(sm2.token()).orThrow();
    }

    @Benchmark
    public Licence sm2Presentation() {
        return sm2.verifyPresentation();
    }

    @Benchmark
    public String sm2Issue() {
        return sm2.sign();
    }

    @Benchmark
    public PaperLicence sm2Paper() {
        return paperVerifier.verify(paper).orThrow();
    }

    @Benchmark
    public StatusListToken status() {
        return sm2.status();
    }

    @Benchmark
    public StatusListToken statusInNewList() {
        return sm2.statusInNewList();
    }

    @Benchmark
    public Licence es256Licence() {
        return es256.verifier().verify(es256.token()).orThrow();
    }

    @Benchmark
    public boolean es256Nimbus() throws ParseException, JOSEException {
        return sure(JWSObject.parse(es256Jwt).verify(nimbus));
    }

    @Benchmark
    public boolean es256NimbusBouncyCastle() throws ParseException, JOSEException {
        return sure(JWSObject.parse(es256Jwt).verify(nimbusOnBouncyCastle));
    }

    @Benchmark
    public boolean es256Ready() {
        return sure(bareEs256.ready());
    }

    @Benchmark
    public boolean es256Jose4j() throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(es256Jwt);
        jws.setKey(jdkKey);
        return sure(jws.verifySignature());
    }

    @Benchmark
    public String es256Issue() {
        return es256.sign();
    }

    @Benchmark
    public String es256IssueNimbus() throws JOSEException {
        JWSObject jws = new JWSObject(nimbusToken.getHeader(), nimbusToken.getPayload());
        jws.sign(nimbusSigner);
        return jws.serialize();
    }

    @Benchmark
    public String es256IssueJose4j() throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setPayload(payload);
        jws.setKey(jdkSecret);
        return jws.getCompactSerialization();
    }
}
