package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Asn1;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilderProvider;

/** A key file in PKCS#12, RFC 7292, in password mode: integrity first, then what it holds. */
final class Pkcs12File {
    private static final String FORMAT = "PKCS#12";
    private static final int MAX_OCTETS = 1024 * 1024;
    private static final int MAX_BAGS = 64;

    private final PasswordEncryption decryption;
    private final List<PrivateKeyInfo> keys = new ArrayList<>();
    private final List<Certificate> certificates = new ArrayList<>();
    private int bags;

    private Pkcs12File(char[] password) {
        this.decryption = new PasswordEncryption(FORMAT, password);
    }

    static SigningKey read(byte[] file, char[] password, String keyId) {
        Asn1.requireBer(FORMAT, Require.present(file, FORMAT), MAX_OCTETS);
        Require.present(password, "password");
        Pkcs12File content = Asn1.read(FORMAT, () -> {
            PKCS12PfxPdu pfx = new PKCS12PfxPdu(file);
            requireIntegrity(pfx, password);
            Pkcs12File opened = new Pkcs12File(password);
            opened.open(pfx);
            return opened;
        });
        if (content.keys.size() != 1) {
            throw new MalformedMessageException(FORMAT, "must hold one private key, not " + content.keys.size());
        }
        return PrivateKeyFile.signingKey(content.keys.get(0), content.certificates, keyId);
    }

    private static void requireIntegrity(PKCS12PfxPdu pfx, char[] password) {
        MacData mac = pfx.toASN1Structure().getMacData();
        if (mac == null) {
            throw new MalformedMessageException(FORMAT, "has no integrity check by password");
        }
        if (mac.getMac().getAlgorithmId().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)) {
            throw new MalformedMessageException(FORMAT, "uses PBMAC1, which is not supported");
        }
        PasswordEncryption.requireBounded(FORMAT, mac.getIterationCount(), mac.getSalt());
        if (!hasValidMac(pfx, password)) {
            throw new MalformedMessageException(FORMAT, "has another password, or was changed");
        }
    }

    private static boolean hasValidMac(PKCS12PfxPdu pfx, char[] password) {
        try {
            return pfx.isMacValid(new BcPKCS12MacCalculatorBuilderProvider(BcDefaultDigestProvider.INSTANCE), password);
        } catch (PKCSException e) {
            throw new MalformedMessageException(FORMAT, "has an integrity check that is not supported");
        }
    }

    private void open(PKCS12PfxPdu pfx) throws IOException {
        for (ContentInfo content : pfx.getContentInfos()) {
            for (PKCS12SafeBag bag : bagsIn(content)) {
                if (++bags > MAX_BAGS) {
                    throw new MalformedMessageException(FORMAT, "must hold at most " + MAX_BAGS + " items");
                }
                take(bag.getBagValue());
            }
        }
    }

    private PKCS12SafeBag[] bagsIn(ContentInfo content) {
        if (content.getContentType().equals(PKCSObjectIdentifiers.data)) {
            return new PKCS12SafeBagFactory(content).getSafeBags();
        }
        if (!content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
            throw new MalformedMessageException(FORMAT, "is protected by a public key, which is not supported");
        }
        try {
            return new PKCS12SafeBagFactory(content, decryption).getSafeBags();
        } catch (PKCSException e) {
            throw PasswordEncryption.refusal(FORMAT, e);
        }
    }

    private void take(Object value) throws IOException {
        if (value instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            keys.add(PrivateKeyFile.decrypted(encrypted, decryption));
        } else if (value instanceof PrivateKeyInfo plain) {
            keys.add(plain);
        } else if (value instanceof X509CertificateHolder certificate) {
            certificates.add(Certificate.parse(certificate.getEncoded()));
        }
    }
}
