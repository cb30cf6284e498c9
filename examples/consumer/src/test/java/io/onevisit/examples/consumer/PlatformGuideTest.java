package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.platform.AccessProfile;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.CallListener;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.ServiceLimits;
import io.onevisit.core.platform.StrictProfile;
import io.onevisit.core.platform.Timeouts;
import io.onevisit.core.platform.TlsKey;
import io.onevisit.core.platform.TlsMaterial;
import io.onevisit.core.platform.TlsTrust;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import io.onevisit.examples.sandbox.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform in trouble and its TLS, as the guide of sdk-core shows them. */
class PlatformGuideTest {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2099-01-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC);
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    Path folder;

    @Test
    void attempts_are_counted_by_service_and_ending() throws IOException {
        try (GuideSandbox box = new GuideSandbox(folder)) {
            AccessProfile profile = new StrictProfile(
                    box.key(Role.DEPARTMENT), box.sandbox.keyring().verificationKeys(Role.PLATFORM));
            Map<String, LongAdder> counters = new ConcurrentHashMap<>();

            try (HttpPlatform platform =
                    new HttpPlatform(counted(box.sandbox.baseUri(), profile, GuideSandbox.CLOCK, counters))) {
                Bytes nothing = GuideSandbox.octets("{}");
                platform.write(Call.write("payment.order", "/v1/payments/orders", nothing, "2026-0001"));
            }
            assertThat(counters).hasToString("{payment.order REFUSED=1}");
        }
    }

    private static PlatformSettings counted(
            URI baseUri, AccessProfile profile, Clock clock, Map<String, LongAdder> counters) {
        // snippet: listener
        CallListener metrics =
                attempt -> counters.computeIfAbsent(attempt.service() + " " + attempt.ending(), name -> new LongAdder())
                        .increment();
        PlatformSettings settings = new PlatformSettings(baseUri, profile, clock)
                .withTimeouts(new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(2)))
                .withLimits(new ServiceLimits(16, 50, ServiceLimits.Breaker.defaults()))
                .withListener(metrics);
        // end of snippet
        return settings;
    }

    @Test
    void a_client_certificate_is_renewed_without_restart() throws Exception {
        CertificateAuthority authority = CertificateAuthority.root(KeyKind.P256, "Root", START, END);
        byte[] crl = authority.crl(START, END, Map.of());
        AtomicReference<TlsMaterial> tls = new AtomicReference<>();

        renew(tls, anchors(authority), List.of(crl), store(authority, "first"), store(authority, "second"));
        assertThat(tls.get().protocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    }

    private static void renew(
            AtomicReference<TlsMaterial> tls,
            TrustAnchors anchors,
            List<byte[]> crls,
            KeyStore store,
            KeyStore renewed) {
        char[] password = PASSWORD;
        PlatformSettings settings = settings();
        Clock clock = CLOCK;
        // snippet: tls
        TlsTrust trust = new TlsTrust(anchors, RevocationSource.ofCrls(crls), clock);
        tls.set(TlsMaterial.of(trust, TlsKey.of(store, password)));
        HttpPlatform platform = new HttpPlatform(settings.withTls(tls::get)); // asked before each attempt

        tls.set(TlsMaterial.of(trust, TlsKey.of(renewed, password))); // from now on; calls under way end as they would
        // end of snippet
        platform.close();
    }

    @Test
    void gm_tls_is_made_of_an_sm2_key_and_anchors() throws Exception {
        CertificateAuthority authority = CertificateAuthority.root(KeyKind.SM2, "GM root", START, END);
        byte[] file = authority
                .issue(new CertificateRequest("department", START, END, Usage.TLS_CLIENT))
                .pkcs12(PASSWORD);

        TlsTrust trust = new TlsTrust(anchors(authority), RevocationSource.none(), CLOCK);
        assertThat(gm(trust, file).tls().get()).hasToString("TLS material for [TLSv1.3] with [TLS_SM4_GCM_SM3]");
    }

    private static PlatformSettings gm(TlsTrust trust, byte[] file) throws GeneralSecurityException, IOException {
        char[] password = PASSWORD;
        PlatformSettings settings = settings();
        // snippet: gm-tls
        KeyStore store = KeyStore.getInstance("PKCS12", new BouncyCastleProvider()); // reads SM2; registers nothing
        store.load(new ByteArrayInputStream(file), password);
        PlatformSettings gm = settings.withTls(TlsMaterial.gm(trust, TlsKey.of(store, password)));
        // end of snippet
        return gm;
    }

    private static PlatformSettings settings() {
        SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
        VerificationKeys keys = VerificationKeys.of(Map.of("platform-1", key.verificationKey()));
        return new PlatformSettings(URI.create("https://platform.example"), new StrictProfile(key, keys), CLOCK);
    }

    private static TrustAnchors anchors(CertificateAuthority authority) {
        return TrustAnchors.of(List.of(Certificate.parse(authority.certificate())));
    }

    private static KeyStore store(CertificateAuthority authority, String client)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        byte[] file = authority
                .issue(new CertificateRequest(client, START, END, Usage.TLS_CLIENT))
                .pkcs12(PASSWORD);
        store.load(new ByteArrayInputStream(file), PASSWORD);
        return store;
    }
}
