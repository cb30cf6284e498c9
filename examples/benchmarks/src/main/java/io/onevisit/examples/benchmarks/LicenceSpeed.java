package io.onevisit.examples.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.licence.Licence;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
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
    private final IssuingOffice sm2 = new IssuingOffice(SignatureAlgorithm.SM2);
    private final IssuingOffice es256 = new IssuingOffice(SignatureAlgorithm.ES256);
    private final BareSm2 bare = new BareSm2(sm2.verificationKey(), sm2.signingInput(), sm2.signature());
    private final ECPublicKey jdkKey = jdkKey();
    private final ECPrivateKey jdkSecret = IssuingOffice.jdkSecret();

    private ECPublicKey jdkKey() {
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(
                            es256.verificationKey().toSubjectPublicKeyInfo().toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public boolean sm2Raw() {
        return bare.ready();
    }

    @Benchmark
    public boolean sm2Jca() throws GeneralSecurityException {
        return bare.naive();
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
