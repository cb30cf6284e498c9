package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.io.CipherInputStream;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12PBEInputDecryptorProviderBuilder;

/**
 * Opens what a password has encrypted: PBES2 with PBKDF2 (RFC 8018 section 6.2), with AES, SM4 or triple DES in CBC
 * mode, and the older schemes of PKCS#12 (RFC 7292 appendix C). The work a file may ask for is bounded.
 */
final class PasswordEncryption implements InputDecryptorProvider {
    static final int MAX_ITERATIONS = 1_000_000;
    private static final int MAX_SALT = 1024;

    private static final AlgorithmIdentifier DEFAULT_PRF =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA1);

    private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> DIGESTS = Map.of(
            PKCSObjectIdentifiers.id_hmacWithSHA1, SHA1Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA256, SHA256Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA384, SHA384Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA512, SHA512Digest::new,
            GMObjectIdentifiers.hmac_sm3, SM3Digest::new);

    private static final Map<ASN1ObjectIdentifier, Cipher> CIPHERS = Map.of(
            NISTObjectIdentifiers.id_aes128_CBC, new Cipher(AESEngine::newInstance, 16),
            NISTObjectIdentifiers.id_aes192_CBC, new Cipher(AESEngine::newInstance, 24),
            NISTObjectIdentifiers.id_aes256_CBC, new Cipher(AESEngine::newInstance, 32),
            PKCSObjectIdentifiers.des_EDE3_CBC, new Cipher(DESedeEngine::new, 24),
            GMObjectIdentifiers.sms4_cbc, new Cipher(SM4Engine::new, 16));

    private record Cipher(Supplier<BlockCipher> engine, int keyLength) {}

    private final String format;
    private final char[] password;

    /** For octets of {@code format}; the caller keeps {@code password} and may wipe it afterwards. */
    PasswordEncryption(String format, char[] password) {
        this.format = format;
        this.password = password;
    }

    /** Refuses a number of rounds that is not positive or would keep a processor busy for long. */
    static void requireBounded(String format, BigInteger iterations, byte[] salt) {
        boolean bounded = iterations.signum() > 0
                && iterations.compareTo(BigInteger.valueOf(MAX_ITERATIONS)) <= 0
                && salt.length <= MAX_SALT;
        if (!bounded) {
            throw new MalformedMessageException(format, "asks for more than " + MAX_ITERATIONS + " iterations");
        }
    }

    /** What {@code failure} means: our own refusal, which Bouncy Castle has wrapped, or else another password. */
    static MalformedMessageException refusal(String format, PKCSException failure) {
        return failure.getCause() instanceof MalformedMessageException ours
                ? ours
                : new MalformedMessageException(format, "does not open with this password");
    }

    @Override
    public InputDecryptor get(AlgorithmIdentifier algorithm) throws OperatorCreationException {
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            return pbes2(algorithm);
        }
        if (algorithm.getAlgorithm().on(PKCSObjectIdentifiers.pkcs_12PbeIds)) {
            PKCS12PBEParams parameters = PKCS12PBEParams.getInstance(algorithm.getParameters());
            requireBounded(format, parameters.getIterations(), parameters.getIV());
            return new BcPKCS12PBEInputDecryptorProviderBuilder()
                    .build(password)
                    .get(algorithm);
        }
        throw unsupported("encryption scheme");
    }

    private InputDecryptor pbes2(AlgorithmIdentifier algorithm) {
        PBES2Parameters parameters = PBES2Parameters.getInstance(algorithm.getParameters());
        EncryptionScheme scheme = parameters.getEncryptionScheme();
        Cipher cipher = known(CIPHERS, scheme.getAlgorithm(), "cipher");
        byte[] iv = ASN1OctetString.getInstance(scheme.getParameters()).getOctets();
        KeyParameter key = new KeyParameter(derivedKey(parameters, cipher.keyLength()));
        PaddedBufferedBlockCipher decryption = new PaddedBufferedBlockCipher(
                CBCBlockCipher.newInstance(cipher.engine().get()));
        decryption.init(false, new ParametersWithIV(key, iv));
        return new InputDecryptor() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return algorithm;
            }

            @Override
            public InputStream getInputStream(InputStream encrypted) {
                return new CipherInputStream(encrypted, decryption);
            }
        };
    }

    private byte[] derivedKey(PBES2Parameters parameters, int length) {
        if (!parameters.getKeyDerivationFunc().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            throw unsupported("key derivation");
        }
        PBKDF2Params derivation =
                PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters());
        requireBounded(format, derivation.getIterationCount(), derivation.getSalt());
        AlgorithmIdentifier prf = derivation.isDefaultPrf() ? DEFAULT_PRF : derivation.getPrf();
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(
                known(DIGESTS, prf.getAlgorithm(), "pseudo-random function").get());
        byte[] secret = PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password);
        try {
            generator.init(
                    secret, derivation.getSalt(), derivation.getIterationCount().intValueExact());
            return ((KeyParameter) generator.generateDerivedParameters(length * 8)).getKey();
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private <T> T known(Map<ASN1ObjectIdentifier, T> table, ASN1ObjectIdentifier oid, String what) {
        T found = table.get(oid);
        if (found == null) {
            throw unsupported(what);
        }
        return found;
    }

    private MalformedMessageException unsupported(String what) {
        return new MalformedMessageException(format, "uses a " + what + " that is not supported");
    }
}
