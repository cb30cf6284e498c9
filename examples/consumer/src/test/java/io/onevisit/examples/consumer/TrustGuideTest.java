package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.FetchedRevocation;
import io.onevisit.core.crypto.KeyUse;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The code of the guide to sdk-core about keys and trust. */
class TrustGuideTest {
    private static final Clock CLOCK = GuideSandbox.CLOCK;
    private static final Instant FROM = GuideSandbox.NOW.minus(Duration.ofDays(10));
    private static final Instant UNTIL = GuideSandbox.NOW.plus(Duration.ofDays(10));

    /** What a signing server offers: it holds the key, sees digests only, and answers in DER. */
    private interface SigningServer {
        byte[] sign(String keyId, byte[] digest);
    }

    @Test
    void a_signing_server_signs_what_is_hashed_here() throws Exception {
        CertificateAuthority root = CertificateAuthority.root(KeyKind.P256, "root", FROM, UNTIL);
        Credential credential = root.issue(new CertificateRequest("department", FROM, UNTIL, Usage.DIGITAL_SIGNATURE));
        PrivateKey held = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(credential.pkcs8()));
        SigningServer server = (keyId, digest) -> {
            try {
                Signature signature = Signature.getInstance("NONEwithECDSA");
                signature.initSign(held);
                signature.update(digest);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
        byte[] message = {1, 2, 3};

        SigningKey key = new RemoteKey(server, "licences-2026", Certificate.parse(credential.certificate()));

        assertThat(key.verificationKey().verify(message, key.sign(message))).isEqualTo(Verdict.PASSED);
    }

    // snippet: remote-signer
    record RemoteKey(SigningServer server, String keyId, Certificate certificate) implements SigningKey {
        @Override
        public byte[] sign(byte[] message) {
            byte[] digest = verificationKey().messageDigest(message); // SM3(ZA || M) for SM2, SHA-256(M) for ES256
            return algorithm().plainSignature(server.sign(keyId, digest)); // from DER to r, s
        }

        @Override
        public SignatureAlgorithm algorithm() {
            return verificationKey().algorithm();
        }

        @Override
        public VerificationKey verificationKey() {
            return certificate.key();
        }

        @Override
        public List<Certificate> certificates() {
            return List.of(certificate);
        }
    }
    // end of snippet

    @Test
    void an_old_and_a_new_key_overlap_and_a_newer_one_is_read_when_it_is_named() {
        SigningKey department = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
        SigningKey old = SigningKey.generate(SignatureAlgorithm.SM2, "platform-2025");
        SigningKey next = SigningKey.generate(SignatureAlgorithm.SM2, "platform-2026");
        SigningKey newer = SigningKey.generate(SignatureAlgorithm.SM2, "platform-2027");

        assertThat(receives(department, old, keys(old, next))).isEqualTo(Verdict.PASSED);
        assertThat(receives(department, next, keys(old, next))).isEqualTo(Verdict.PASSED);
        assertThat(receives(department, newer, keys(old, next))).isEqualTo(Verdict.FAILED);

        List<VerificationKeys> published =
                new ArrayList<>(List.of(VerificationKeys.of(Map.of("platform-2026", next.verificationKey()))));
        SettableTime clock = new SettableTime(GuideSandbox.NOW);
        VerificationKeys keys = reloading(() -> published.get(published.size() - 1), clock);
        published.add(VerificationKeys.of(Map.of("platform-2027", newer.verificationKey())));
        assertThat(receives(department, newer, keys)).isEqualTo(Verdict.FAILED);
        clock.now = clock.now.plusSeconds(600);
        assertThat(receives(department, newer, keys)).isEqualTo(Verdict.PASSED);
    }

    private static VerificationKeys keys(SigningKey oldKey, SigningKey nextKey) {
        VerificationKey old = oldKey.verificationKey();
        VerificationKey next = nextKey.verificationKey();
        Instant change = GuideSandbox.NOW.minus(Duration.ofDays(1));
        Instant end = GuideSandbox.NOW.plus(Duration.ofDays(1));
        // snippet: key-rotation
        VerificationKeys platformKeys = VerificationKeys.of(List.of(
                new VerificationKeys.Entry("platform-2025", old, FROM, end), // both count from change to end
                new VerificationKeys.Entry("platform-2026", next, change, UNTIL)));
        // end of snippet
        return platformKeys;
    }

    private static VerificationKeys reloading(Supplier<VerificationKeys> source, Clock clock) {
        // snippet: key-reload
        // Read again when a message names a key that is unknown, once in ten minutes at most.
        return VerificationKeys.reloading(source, Duration.ofMinutes(10), clock);
        // end of snippet
    }

    private static Verdict receives(SigningKey department, SigningKey sender, VerificationKeys keys) {
        URI office = GuideSandbox.OFFICE;
        RawMessage message = new MessageSignatures(sender, VerificationKeys.of(Map.of()), CLOCK)
                .sign("POST", office, Bytes.empty(), null);
        return new MessageSignatures(department, keys, CLOCK)
                .verify(office, message)
                .verdict();
    }

    @Test
    void revocation_is_fetched_from_the_hosts_allowed_and_from_nowhere_else() {
        CertificateAuthority root = CertificateAuthority.root(KeyKind.SM2, "root", FROM, UNTIL);
        Certificate certificate =
                Certificate.parse(root.issue(new CertificateRequest("department", FROM, UNTIL, Usage.DIGITAL_SIGNATURE))
                        .certificate());
        byte[] list = root.crl(FROM, UNTIL, Map.of());

        assertThat(fetched(root, certificate, List.of(list)).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(fetched(root, certificate, List.of()).verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    private static Report<List<Certificate>> fetched(
            CertificateAuthority root, Certificate certificate, List<byte[]> lists) {
        TrustAnchors anchors = TrustAnchors.of(List.of(Certificate.parse(root.certificate())));
        Clock clock = CLOCK;
        // snippet: revocation-fetched
        try (FetchedRevocation online = new FetchedRevocation(Set.of("ocsp.example.cn", "crl.example.cn"), clock)) {
            RevocationSource revocation = RevocationSource.ofCrls(lists).orElse(online); // what is at hand comes first
            return anchors.validate(certificate, List.of(), KeyUse.DIGITAL_SIGNATURE, clock.instant(), revocation);
        }
        // end of snippet
    }

    private static final class SettableTime extends Clock {
        private Instant now;

        SettableTime(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
