package io.onevisit.core.internal.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Require;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/**
 * A signing key in memory. What signing takes of the key alone, its public half and ZA, is computed for the first signature, and
 * kept by whoever is not at work: of several threads the others compute it for themselves. Thread-safe.
 */
public final class SoftwareKey implements SigningKey {
    private final String keyId;
    private final Curve curve;
    private final ECPrivateKeyParameters secret;
    private final VerificationKey verificationKey;
    private final List<Certificate> certificates;
    private final AtomicReference<Curve.@Nullable Signing> atRest = new AtomicReference<>();

    private SoftwareKey(String keyId, Curve curve, ECPrivateKeyParameters secret, List<Certificate> certificates) {
        this.keyId = Require.text(keyId, "key id", 128);
        this.curve = curve;
        this.secret = secret;
        this.verificationKey = VerificationKey.ofSubjectPublicKeyInfo(curve.subjectPublicKeyInfo(publicHalf(secret)));
        this.certificates = List.copyOf(certificates);
        Require.that(
                certificates.isEmpty() || certificates.get(0).key().equals(verificationKey),
                "certificate",
                "must be for this key");
    }

    /**
     * The key with this private value, between 1 and the order less 2.
     *
     * @throws MalformedMessageException when it is out of range
     */
    public static SigningKey of(String keyId, Curve curve, BigInteger secret, List<Certificate> certificates) {
        if (secret.signum() <= 0 || secret.compareTo(curve.order().subtract(BigInteger.ONE)) >= 0) {
            throw new MalformedMessageException("private key", "must be in range");
        }
        return new SoftwareKey(keyId, curve, new ECPrivateKeyParameters(secret, curve.domain()), certificates);
    }

    /** A fresh key. */
    public static SigningKey generate(SignatureAlgorithm algorithm, String keyId) {
        Curve curve = Curve.of(Require.present(algorithm, "algorithm"));
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(curve.domain(), CryptoServicesRegistrar.getSecureRandom()));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return new SoftwareKey(keyId, curve, (ECPrivateKeyParameters) pair.getPrivate(), List.of());
    }

    private static ECPublicKeyParameters publicHalf(ECPrivateKeyParameters secret) {
        return new ECPublicKeyParameters(
                new FixedPointCombMultiplier().multiply(secret.getParameters().getG(), secret.getD()),
                secret.getParameters());
    }

    @Override
    public String keyId() {
        return keyId;
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return curve.algorithm();
    }

    @Override
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    @Override
    public List<Certificate> certificates() {
        return certificates;
    }

    @Override
    public byte[] sign(byte[] message) {
        Require.present(message, "message");
        Curve.Signing own = atRest.getAndSet(null);
        Curve.Signing signing = own == null ? curve.signing(secret) : own;
        try {
            byte[] signature = signing.sign(message);
            atRest.set(signing);
            return signature;
        } catch (CryptoException e) {
            throw new IllegalStateException("signing with a key in memory", e);
        }
    }

    @Override
    public String toString() {
        return "signing key " + keyId;
    }
}
