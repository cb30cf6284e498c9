package io.onevisit.examples.benchmarks;

import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.TrustedIssuer;
import io.onevisit.licence.TrustedIssuers;
import io.onevisit.seal.SealVerifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The life of one JVM that verifies a single thing, or nothing; {@link ColdStart} starts it. */
final class FirstVerification {
    private final Path folder;

    private FirstVerification(Path folder) {
        this.folder = folder;
    }

    /** Ends with an exception, and so with another status than 0, when what is verified does not pass. */
    public static void main(String... arguments) throws IOException, GeneralSecurityException {
        FirstVerification first = new FirstVerification(Path.of(arguments[1]));
        switch (ColdStart.Life.valueOf(arguments[0])) {
            case NOTHING -> {}
            case LICENCE -> first.licence();
            case SEAL -> first.seal();
            case JCA -> Jca.verify(first.octets(ColdStart.ROOT));
            case PROVIDERS -> System.out.println(providers());
            case PROVIDERS_AFTER -> {
                first.licence();
                first.seal();
                System.out.println(providers());
            }
        }
    }

    private static String providers() {
        return Stream.of(Security.getProviders()).map(Provider::getName).collect(Collectors.joining(" "));
    }

    private void licence() throws IOException {
        String list = text(ColdStart.STATUS_LIST);
        TrustedIssuer issuer = TrustedIssuer.read(octets(ColdStart.ISSUER));
        new LicenceVerifier(
                        new TrustedIssuers(List.of(issuer)),
                        uri -> Optional.of(list),
                        clock(ColdStart.LICENCE_TIME),
                        Limits.DEFAULT)
                .verify(text(ColdStart.LICENCE))
                .orThrow();
    }

    private void seal() throws IOException {
        TrustAnchors anchors = TrustAnchors.of(List.of(Certificate.parse(octets(ColdStart.ROOT))));
        new SealVerifier(anchors, List.of(), RevocationSource.none(), clock(ColdStart.SEAL_TIME))
                .verify(octets(ColdStart.SIGNATURE), octets(ColdStart.DATA))
                .orThrow();
    }

    private static Clock clock(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }

    private byte[] octets(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** In a class of its own, so that the other lives need not load what it needs. */
    private static final class Jca {
        private Jca() {}

        /** No more than the arithmetic of one certificate, the way most code does it. */
        static void verify(byte[] certificate) throws GeneralSecurityException {
            Security.addProvider(new BouncyCastleProvider());
            X509Certificate root = (X509Certificate) CertificateFactory.getInstance("X.509", "BC")
                    .generateCertificate(new ByteArrayInputStream(certificate));
            Signature verifier = Signature.getInstance(root.getSigAlgName(), "BC");
            verifier.initVerify(root.getPublicKey());
            verifier.update(root.getTBSCertificate());
            if (!verifier.verify(root.getSignature())) {
                throw new GeneralSecurityException("the root is signed by itself");
            }
        }
    }
}
