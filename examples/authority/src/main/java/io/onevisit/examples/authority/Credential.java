package io.onevisit.examples.authority;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.util.List;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A private key with the certificates for it (密钥与证书), to be handed to its owner as a file in one of the usual forms.
 * Immutable and thread-safe; {@code toString} shows the subject only.
 */
public final class Credential {
    private static final byte[] LOCAL_KEY_ID = {1};

    private final PrivateKey key;
    private final List<X509CertificateHolder> chain;

    Credential(PrivateKey key, List<X509CertificateHolder> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    /** The certificate in DER. */
    public byte[] certificate() {
        return chain().get(0);
    }

    /** The certificates in DER: this key's own first, then each issuer's, the root last. */
    public List<byte[]> chain() {
        return chain.stream().map(Credential::encoded).toList();
    }

    /** The private key as PKCS#8 in DER, not encrypted. */
    public byte[] pkcs8() {
        return key.getEncoded();
    }

    /** Key and certificates as PKCS#12: PBES2 with AES-256, HMAC with SHA-256, as OpenSSL 3 and the JDK write it. */
    public byte[] pkcs12(char[] password) {
        try {
            PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
            file.addData(keyBag(password));
            file.addEncryptedData(encryptor(password), certificateBags());
            return file.build(
                            new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                                    .setProvider(KeyKind.PROVIDER),
                            password)
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PKCSException e) {
            throw new IllegalStateException("Bouncy Castle has these algorithms", e);
        }
    }

    /** Key and certificates as PEM: {@code ENCRYPTED PRIVATE KEY}, then every {@code CERTIFICATE} of the chain. */
    public String pem(char[] password) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            byte[] encrypted = new PKCS8EncryptedPrivateKeyInfoBuilder(privateKeyInfo())
                    .build(encryptor(password))
                    .getEncoded();
            writer.writeObject(new PemObject("ENCRYPTED PRIVATE KEY", encrypted));
            for (X509CertificateHolder certificate : chain) {
                writer.writeObject(new JcaMiscPEMGenerator(certificate));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    ContentSigner signer(KeyKind kind) {
        return kind.signer(key);
    }

    List<X509CertificateHolder> holders() {
        return chain;
    }

    private PKCS12SafeBag keyBag(char[] password) {
        return new PKCS12SafeBagBuilder(privateKeyInfo(), encryptor(password))
                .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString("key"))
                .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, new DEROctetString(LOCAL_KEY_ID))
                .build();
    }

    private PKCS12SafeBag[] certificateBags() throws IOException {
        PKCS12SafeBag[] bags = new PKCS12SafeBag[chain.size()];
        for (int i = 0; i < bags.length; i++) {
            PKCS12SafeBagBuilder bag = new PKCS12SafeBagBuilder(chain.get(i));
            if (i == 0) {
                bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, new DEROctetString(LOCAL_KEY_ID));
            }
            bags[i] = bag.build();
        }
        return bags;
    }

    private PrivateKeyInfo privateKeyInfo() {
        return PrivateKeyInfo.getInstance(pkcs8());
    }

    private static OutputEncryptor encryptor(char[] password) {
        try {
            return new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                    .setProvider(KeyKind.PROVIDER)
                    .build(password);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("Bouncy Castle has this cipher", e);
        }
    }

    private static byte[] encoded(X509CertificateHolder certificate) {
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "credential of " + chain.get(0).getSubject();
    }
}
