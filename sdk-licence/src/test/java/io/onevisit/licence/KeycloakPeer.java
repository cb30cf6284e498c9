package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.jose.Jwk;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.keycloak.common.VerificationException;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.common.crypto.CryptoProvider;
import org.keycloak.common.crypto.ECDSACryptoProvider;
import org.keycloak.common.util.Time;
import org.keycloak.crypto.SignatureSignerContext;
import org.keycloak.crypto.SignatureVerifierContext;
import org.keycloak.sdjwt.IssuerSignedJwtVerificationOpts;
import org.keycloak.sdjwt.JwkParsingUtils;
import org.keycloak.sdjwt.vp.KeyBindingJwtVerificationOpts;
import org.keycloak.sdjwt.vp.SdJwtVP;

/** A second verifier of whole SD-JWTs with key binding: Keycloak's, over the JDK's ECDSA. */
final class KeycloakPeer {
    private static final BigInteger ORDER = NISTNamedCurves.getByName("P-256").getN();

    private KeycloakPeer() {}

    /** Keycloak's switches are static: its way to the JDK's algorithms, and its clock. */
    static void setUp(Instant now) {
        CryptoIntegration.setProvider(overTheJdk());
        Time.setOffset(Math.toIntExact(now.getEpochSecond() - System.currentTimeMillis() / 1000));
    }

    static void tearDown() {
        Time.setOffset(0);
        CryptoIntegration.setProvider(null);
    }

    /** Throws unless the licence verifies; it is bound to nobody. */
    static void verify(String token, VerificationKey issuer) throws VerificationException {
        SdJwtVP.of(token)
                .verify(
                        List.of(verifier(issuer)),
                        inTime(),
                        KeyBindingJwtVerificationOpts.builder()
                                .withKeyBindingRequired(false)
                                .build());
    }

    /** Throws unless the presentation verifies, with its KB-JWT. */
    static void verify(String presentation, VerificationKey issuer, Occasion occasion) throws VerificationException {
        KeyBindingJwtVerificationOpts binding = KeyBindingJwtVerificationOpts.builder()
                .withKeyBindingRequired(true)
                .withIatCheck(300)
                .withNbfCheck(true) // may be missing
                .withExpCheck(true) // may be missing
                .withNonceCheck(occasion.nonce())
                .withAudCheck(occasion.audience())
                .build();
        SdJwtVP.of(presentation).verify(List.of(verifier(issuer)), inTime(), binding);
    }

    private static IssuerSignedJwtVerificationOpts inTime() {
        return IssuerSignedJwtVerificationOpts.builder()
                .withIatCheck(Integer.MAX_VALUE)
                .withNbfCheck(false)
                .withExpCheck(false)
                .build();
    }

    private static SignatureVerifierContext verifier(VerificationKey key) {
        ObjectNode jwk = Jwk.write(key).put("alg", "ES256").put("use", "sig").put("kid", "bureau-1");
        return JwkParsingUtils.convertJwkNodeToVerifierContext(jwk);
    }

    static SignatureSignerContext signer(SigningKey key) {
        return new SignatureSignerContext() {
            @Override
            public String getKid() {
                return key.keyId();
            }

            @Override
            public String getAlgorithm() {
                return "ES256";
            }

            @Override
            public String getHashAlgorithm() {
                return "SHA-256";
            }

            @Override
            public byte[] sign(byte[] data) {
                return key.sign(data);
            }
        };
    }

    private static CryptoProvider overTheJdk() {
        return (CryptoProvider) Proxy.newProxyInstance(
                KeycloakPeer.class.getClassLoader(),
                new Class<?>[] {CryptoProvider.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getEcdsaCryptoProvider" -> new DerSignatures();
                    case "getKeyFactory" -> keyFactory(String.valueOf(arguments[0]));
                    case "createECParams" -> curve(String.valueOf(arguments[0]));
                    case "getSignature" -> Signature.getInstance(String.valueOf(arguments[0]));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static KeyFactory keyFactory(String algorithm) throws NoSuchAlgorithmException {
        return KeyFactory.getInstance(algorithm.equals("ECDSA") ? "EC" : algorithm);
    }

    private static ECParameterSpec curve(String name) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(name));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static final class DerSignatures implements ECDSACryptoProvider {
        @Override
        public byte[] concatenatedRSToASN1DER(byte[] signature, int length) throws IOException {
            BigInteger[] parts = PlainDSAEncoding.INSTANCE.decode(ORDER, Arrays.copyOf(signature, length));
            return StandardDSAEncoding.INSTANCE.encode(ORDER, parts[0], parts[1]);
        }

        @Override
        public byte[] asn1derToConcatenatedRS(byte[] signature, int length) throws IOException {
            BigInteger[] parts = StandardDSAEncoding.INSTANCE.decode(ORDER, signature);
            return PlainDSAEncoding.INSTANCE.encode(ORDER, parts[0], parts[1]);
        }

        @Override
        public ECPublicKey getPublicFromPrivate(ECPrivateKey key) {
            throw new UnsupportedOperationException("getPublicFromPrivate");
        }
    }
}
