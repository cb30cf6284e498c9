package io.onevisit.examples.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.licence.Licence;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Verifying and signing licences, beside what their signature alone costs. The {@code raw} methods are the limit, Bouncy
 * Castle on its custom curve with the key decoded; {@code jca} is how most code calls it; {@code nimbus} is that library on
 * the JDK's provider, which checks a signature and reads nothing of the licence.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LicenceSpeed {
    private static final byte[] IDENTITY = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final IssuingOffice sm2 = new IssuingOffice(SignatureAlgorithm.SM2);
    private final IssuingOffice es256 = new IssuingOffice(SignatureAlgorithm.ES256);
    private final byte[] signed = sm2.signingInput();
    private final byte[] signature = sm2.signature();
    private final byte[] derSignature = der(signature);
    private final byte[] encodedKey = sm2.encodedKey("301306072a8648ce3d020106082a811ccf5501822d");
    private final ECDomainParameters curve = new ECDomainParameters(CustomNamedCurves.getByName("sm2p256v1"));
    private final ECPublicKeyParameters ready = new ECPublicKeyParameters(
            curve.getCurve().decodePoint(Arrays.copyOfRange(encodedKey, encodedKey.length - 65, encodedKey.length)),
            curve);
    private final ECPublicKey jdkKey = jdkKey();
    private final ECPrivateKey jdkSecret = IssuingOffice.jdkSecret();

    private static byte[] der(byte[] signature) {
        BigInteger order = CustomNamedCurves.getByName("sm2p256v1").getN();
        try {
            BigInteger[] rs = PlainDSAEncoding.INSTANCE.decode(order, signature);
            return StandardDSAEncoding.INSTANCE.encode(order, rs[0], rs[1]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ECPublicKey jdkKey() {
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC")
                    .generatePublic(
                            new X509EncodedKeySpec(es256.encodedKey("301306072a8648ce3d020106082a8648ce3d030107")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public boolean sm2Raw() {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        signer.init(false, new ParametersWithID(ready, IDENTITY));
        signer.update(signed, 0, signed.length);
        return signer.verifySignature(signature);
    }

    @Benchmark
    public boolean sm2Jca() throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("EC", PROVIDER).generatePublic(new X509EncodedKeySpec(encodedKey));
        Signature verifier = Signature.getInstance("SM3withSM2", PROVIDER);
        verifier.initVerify(key);
        verifier.update(signed);
        return verifier.verify(derSignature);
    }

    @Benchmark
    public Report<Licence> sm2Licence() {
        return sm2.verifier().verify(sm2.token());
    }

    @Benchmark
    public Report<Licence> sm2Presentation() {
        return sm2.verifyPresentation();
    }

    @Benchmark
    public String sm2Issue() {
        return sm2.sign();
    }

    @Benchmark
    public Report<Licence> es256Licence() {
        return es256.verifier().verify(es256.token());
    }

    @Benchmark
    public boolean es256Nimbus() throws ParseException, JOSEException {
        return JWSObject.parse(es256.jwt()).verify(new ECDSAVerifier(jdkKey));
    }

    @Benchmark
    public String es256Issue() {
        return es256.sign();
    }

    @Benchmark
    public String es256IssueNimbus() throws ParseException, JOSEException {
        JWSObject read = JWSObject.parse(es256.jwt());
        JWSObject jws = new JWSObject(read.getHeader(), read.getPayload());
        jws.sign(new ECDSASigner(jdkSecret));
        return jws.serialize();
    }
}
