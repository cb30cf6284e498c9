package io.onevisit.examples.authority;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.util.IPAddress;

/**
 * A certificate authority in a box (证书认证机构): real keys, real certificates and revocation lists as RFC 5280 and
 * GM/T 0015 have them, but nobody's trust. For tests and the sandbox. Its private key is never shown. Thread-safe.
 */
public final class CertificateAuthority {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyKind kind;
    private final KeyPair keys;
    private final List<X509CertificateHolder> chain;
    private final AtomicLong crlNumber = new AtomicLong();

    private CertificateAuthority(KeyKind kind, KeyPair keys, List<X509CertificateHolder> chain) {
        this.kind = kind;
        this.keys = keys;
        this.chain = List.copyOf(chain);
    }

    /** An authority that certifies itself. */
    public static CertificateAuthority root(KeyKind kind, String name, Instant notBefore, Instant notAfter) {
        KeyPair keys = kind.generate();
        X500Name self = distinguishedName(name);
        SubjectPublicKeyInfo key = publicKey(keys);
        X509v3CertificateBuilder builder = builder(self, self, key, notBefore, notAfter);
        X509CertificateHolder certificate = finish(builder, authorityExtensions(key, key), kind, keys);
        return new CertificateAuthority(kind, keys, List.of(certificate));
    }

    /** An authority below this one, with the same kind of key and the same validity. */
    public CertificateAuthority subordinate(String name) {
        return subordinate(name, builder -> {});
    }

    /** As {@link #subordinate(String)}, with a last change to its certificate. */
    public CertificateAuthority subordinate(String name, Alteration<X509v3CertificateBuilder> alteration) {
        KeyPair keysBelow = kind.generate();
        X509CertificateHolder certificate = certifyAuthority(distinguishedName(name), publicKey(keysBelow), alteration);
        List<X509CertificateHolder> chainBelow = new ArrayList<>(List.of(certificate));
        chainBelow.addAll(chain);
        return new CertificateAuthority(kind, keysBelow, chainBelow);
    }

    /** A certificate in DER for the name and key of {@code other}, signed by this authority (交叉证书). */
    public byte[] crossCertify(CertificateAuthority other) {
        return encoded(certifyAuthority(other.own().getSubject(), publicKey(other.keys), builder -> {}));
    }

    /** This authority's own certificate in DER. */
    public byte[] certificate() {
        return encoded(own());
    }

    /** A fresh key of this authority's kind with a certificate for it. */
    public Credential issue(CertificateRequest request) {
        return issue(request, builder -> {});
    }

    /** As {@link #issue(CertificateRequest)}, with a last change to the certificate. */
    public Credential issue(CertificateRequest request, Alteration<X509v3CertificateBuilder> alteration) {
        KeyPair fresh = kind.generate();
        List<X509CertificateHolder> whole = new ArrayList<>(List.of(certify(request, publicKey(fresh), alteration)));
        whole.addAll(chain);
        return new Credential(fresh.getPrivate(), whole);
    }

    /**
     * A certificate in DER for a key made elsewhere, of any kind.
     *
     * @param subjectPublicKeyInfo the key in DER
     */
    public byte[] certify(CertificateRequest request, byte[] subjectPublicKeyInfo) {
        return encoded(certify(request, SubjectPublicKeyInfo.getInstance(subjectPublicKeyInfo), builder -> {}));
    }

    /**
     * A certificate in DER over the given TBSCertificate, whatever it says: the last resort for hostile ones.
     *
     * @throws IOException when the octets are no DER
     */
    public byte[] certifyRaw(byte[] tbsCertificate) throws IOException {
        ContentSigner signer = kind.signer(keys.getPrivate());
        try (OutputStream signed = signer.getOutputStream()) {
            signed.write(tbsCertificate);
        }
        ASN1Encodable[] parts = {
            ASN1Primitive.fromByteArray(tbsCertificate),
            signer.getAlgorithmIdentifier(),
            new DERBitString(signer.getSignature())
        };
        return new DERSequence(parts).getEncoded("DER");
    }

    /**
     * A complete revocation list (证书撤销列表) in DER.
     *
     * @param revoked serial numbers with the moment each was revoked
     */
    public byte[] crl(Instant thisUpdate, Instant nextUpdate, Map<BigInteger, Instant> revoked) {
        return crl(thisUpdate, nextUpdate, revoked, builder -> {});
    }

    /** As {@link #crl(Instant, Instant, Map)}, with a last change to the list. */
    public byte[] crl(
            Instant thisUpdate,
            Instant nextUpdate,
            Map<BigInteger, Instant> revoked,
            Alteration<X509v2CRLBuilder> alteration) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(own().getSubject(), Date.from(thisUpdate));
            builder.setNextUpdate(Date.from(nextUpdate));
            revoked.forEach((serial, since) -> builder.addCRLEntry(serial, Date.from(since), 0));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, keyIds().createAuthorityKeyIdentifier(publicKey(keys)));
            builder.addExtension(
                    Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(crlNumber.incrementAndGet())));
            alteration.apply(builder);
            return builder.build(kind.signer(keys.getPrivate())).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An OCSP response (在线证书状态) in DER about one certificate of this authority, signed by the authority itself.
     *
     * @param status Bouncy Castle's status; {@link CertificateStatus#GOOD} for good
     */
    public byte[] ocsp(BigInteger serial, CertificateStatus status, Instant thisUpdate, Instant nextUpdate) {
        return ocsp(serial, status, thisUpdate, nextUpdate, builder -> {});
    }

    /** As {@link #ocsp(BigInteger, CertificateStatus, Instant, Instant)}, with a last change to the response. */
    public byte[] ocsp(
            BigInteger serial,
            CertificateStatus status,
            Instant thisUpdate,
            Instant nextUpdate,
            Alteration<BasicOCSPRespBuilder> alteration) {
        ContentSigner own = kind.signer(keys.getPrivate());
        return ocsp(serial, status, thisUpdate, nextUpdate, alteration, own, List.of());
    }

    /** As {@link #ocsp(BigInteger, CertificateStatus, Instant, Instant)}, signed by {@code responder}. */
    public byte[] ocsp(
            BigInteger serial, CertificateStatus status, Instant thisUpdate, Instant nextUpdate, Credential responder) {
        return ocsp(serial, status, thisUpdate, nextUpdate, builder -> {}, responder.signer(kind), responder.holders());
    }

    private byte[] ocsp(
            BigInteger serial,
            CertificateStatus status,
            Instant thisUpdate,
            Instant nextUpdate,
            Alteration<BasicOCSPRespBuilder> alteration,
            ContentSigner signer,
            List<X509CertificateHolder> responder) {
        try {
            DigestCalculator sha1 = new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1);
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(own().getSubject()))
                    .addResponse(
                            new CertificateID(sha1, own(), serial),
                            status,
                            Date.from(thisUpdate),
                            Date.from(nextUpdate));
            alteration.apply(builder);
            X509CertificateHolder[] certificates = responder.toArray(X509CertificateHolder[]::new);
            BasicOCSPResp basic = builder.build(signer, certificates, Date.from(thisUpdate));
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, basic)
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OCSPException | OperatorCreationException e) {
            throw new IllegalStateException("Bouncy Castle has these algorithms", e);
        }
    }

    private X509CertificateHolder certifyAuthority(
            X500Name name, SubjectPublicKeyInfo key, Alteration<X509v3CertificateBuilder> alteration) {
        X509v3CertificateBuilder builder = builder(
                own().getSubject(),
                name,
                key,
                own().getNotBefore().toInstant(),
                own().getNotAfter().toInstant());
        return finish(builder, authorityExtensions(key, publicKey(keys)).then(alteration), kind, keys);
    }

    private X509CertificateHolder certify(
            CertificateRequest request, SubjectPublicKeyInfo key, Alteration<X509v3CertificateBuilder> alteration) {
        X509v3CertificateBuilder builder = builder(
                own().getSubject(),
                distinguishedName(request.commonName()),
                key,
                request.notBefore(),
                request.notAfter());
        return finish(builder, subjectExtensions(request, key, publicKey(keys)).then(alteration), kind, keys);
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, SubjectPublicKeyInfo key, Instant notBefore, Instant notAfter) {
        BigInteger serial = new BigInteger(127, RANDOM).setBit(0);
        return new X509v3CertificateBuilder(issuer, serial, Date.from(notBefore), Date.from(notAfter), subject, key);
    }

    private static Alteration<X509v3CertificateBuilder> authorityExtensions(
            SubjectPublicKeyInfo subject, SubjectPublicKeyInfo issuer) {
        return builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            keyIdentifiers(subject, issuer).apply(builder);
        };
    }

    private static Alteration<X509v3CertificateBuilder> subjectExtensions(
            CertificateRequest request, SubjectPublicKeyInfo subject, SubjectPublicKeyInfo issuer) {
        return builder -> {
            Usage usage = request.usage();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, usage.keyUsage());
            if (usage.purpose().isPresent()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        usage == Usage.TIME_STAMPING,
                        new ExtendedKeyUsage(usage.purpose().get()));
            }
            if (usage == Usage.OCSP_SIGNING) {
                builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
            }
            if (usage == Usage.TLS_SERVER) {
                builder.addExtension(Extension.subjectAlternativeName, false, hostName(request.commonName()));
            }
            keyIdentifiers(subject, issuer).apply(builder);
        };
    }

    private static Alteration<X509v3CertificateBuilder> keyIdentifiers(
            SubjectPublicKeyInfo subject, SubjectPublicKeyInfo issuer) {
        return builder -> builder.addExtension(
                        Extension.subjectKeyIdentifier, false, keyIds().createSubjectKeyIdentifier(subject))
                .addExtension(Extension.authorityKeyIdentifier, false, keyIds().createAuthorityKeyIdentifier(issuer));
    }

    private static GeneralNames hostName(String host) {
        int tag = IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName;
        return new GeneralNames(new GeneralName(tag, host));
    }

    private static X509CertificateHolder finish(
            X509v3CertificateBuilder builder,
            Alteration<X509v3CertificateBuilder> extensions,
            KeyKind kind,
            KeyPair keys) {
        try {
            extensions.apply(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.build(kind.signer(keys.getPrivate()));
    }

    private static X500Name distinguishedName(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "CN")
                .addRDN(BCStyle.O, "OneVisit examples")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static X509ExtensionUtils keyIds() {
        return new BcX509ExtensionUtils();
    }

    private static SubjectPublicKeyInfo publicKey(KeyPair keys) {
        return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    }

    private static byte[] encoded(X509CertificateHolder certificate) {
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private X509CertificateHolder own() {
        return chain.get(0);
    }

    @Override
    public String toString() {
        return "authority " + own().getSubject();
    }
}
