package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fault 35: whom the client speaks to. The certificates outlive this library; the JDK judges them by its own clock. */
class TlsTest {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2099-01-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC);
    private static final char[] PASSWORD = "password".toCharArray();
    private static final Call WRITE = Call.write(
            "payment.order", "/v1/payments/orders", Bytes.of("{}".getBytes(StandardCharsets.US_ASCII)), "D-1");

    private final CertificateAuthority authority = CertificateAuthority.root(KeyKind.P256, "Test root", START, END);
    private final SigningKey department = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
    private final SigningKey platformKey = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");

    @Test
    void a_platform_of_a_private_authority_is_reached_with_its_root() throws Exception {
        assertThat(write("127.0.0.1", END, trusting(authority))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void an_unknown_authority_is_no_connection() {
        CertificateAuthority other = CertificateAuthority.root(KeyKind.P256, "Test root", START, END);

        assertNothingIsSent("127.0.0.1", END, null);
        assertNothingIsSent("127.0.0.1", END, other);
    }

    @Test
    void another_host_is_no_connection() {
        assertNothingIsSent("127.0.0.2", END, authority);
        assertNothingIsSent("platform.example", END, authority);
    }

    @Test
    void an_expired_certificate_is_no_connection() {
        assertNothingIsSent("127.0.0.1", START.plusSeconds(3600), authority);
    }

    private void assertNothingIsSent(String host, Instant end, @Nullable CertificateAuthority trusted) {
        assertThatThrownBy(() -> write(host, end, trusted == null ? null : trusting(trusted)))
                .isInstanceOf(PlatformUnreachableException.class)
                .hasMessageContaining("nothing was sent");
    }

    private Outcome<Reply> write(String host, Instant end, @Nullable TlsMaterial tls) throws Exception {
        MessageSignatures platformSide = new MessageSignatures(
                platformKey, VerificationKeys.of(Map.of(department.keyId(), department.verificationKey())), CLOCK);
        try (RawServer server = new RawServer(listening(host, end), "https", new Wire(platformSide).reply(200, "{}"));
                HttpPlatform platform = new HttpPlatform(settings(server, tls))) {
            return platform.write(WRITE);
        }
    }

    private PlatformSettings settings(RawServer server, @Nullable TlsMaterial tls) {
        PlatformSettings settings = new PlatformSettings(
                server.base(),
                new StrictProfile(
                        department, VerificationKeys.of(Map.of(platformKey.keyId(), platformKey.verificationKey()))),
                CLOCK);
        return tls == null ? settings : settings.withTls(tls);
    }

    private ServerSocket listening(String host, Instant end) throws GeneralSecurityException, IOException {
        byte[] file = authority
                .issue(new CertificateRequest(host, START, end, Usage.TLS_SERVER))
                .pkcs12(PASSWORD);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(file), PASSWORD);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static TlsMaterial trusting(CertificateAuthority authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "root",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(authority.certificate())));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return new TlsMaterial(context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0]);
    }
}
