package io.onevisit.examples.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;

/**
 * A time-stamping authority in a box (时间戳服务机构), RFC 3161: stamps SM3 and SHA-256 digests with its certificates
 * inside. Thread-safe.
 */
public final class TimeStamper {
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.156.99999.3161");
    private static final Set<ASN1ObjectIdentifier> DIGESTS =
            Set.of(GMObjectIdentifiers.sm3, NISTObjectIdentifiers.id_sha256);

    private final Credential credential;
    private final KeyKind kind;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Stamps with {@code credential}, a key of {@code kind} certified for {@link Usage#TIME_STAMPING}. */
    public TimeStamper(Credential credential, KeyKind kind, Clock clock) {
        this.credential = credential;
        this.kind = kind;
        this.clock = clock;
    }

    /**
     * Answers a TimeStampReq in DER by a TimeStampResp in DER, which refuses digests it does not know.
     *
     * @throws IOException when {@code request} is none
     */
    public byte[] answer(byte[] request) throws IOException {
        try {
            TimeStampTokenGenerator tokens =
                    new TimeStampTokenGenerator(signer(), digests().get(sha256()), POLICY);
            tokens.addCertificates(new CollectionStore<>(credential.holders()));
            tokens.setAccuracySeconds(1);
            return new TimeStampResponseGenerator(tokens, DIGESTS)
                    .generate(new TimeStampRequest(request), new BigInteger(63, random), Date.from(clock.instant()))
                    .getEncoded();
        } catch (TSPException | OperatorCreationException e) {
            throw new IllegalStateException("Bouncy Castle has these algorithms", e);
        }
    }

    private SignerInfoGenerator signer() throws OperatorCreationException {
        return new JcaSignerInfoGeneratorBuilder(digests())
                .build(credential.signer(kind), credential.holders().get(0));
    }

    private static DigestCalculatorProvider digests() throws OperatorCreationException {
        return new JcaDigestCalculatorProviderBuilder()
                .setProvider(KeyKind.PROVIDER)
                .build();
    }

    private static AlgorithmIdentifier sha256() {
        return new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
    }
}
