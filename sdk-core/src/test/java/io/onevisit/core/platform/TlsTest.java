package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.OpenSsl;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults 34 to 36: on which terms the client speaks, to whom, and as whom. */
class TlsTest {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2099-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Call WRITE = Call.write(
            "payment.order", "/v1/payments/orders", Bytes.of("{}".getBytes(StandardCharsets.US_ASCII)), "D-1");

    @TempDir
    Path folder;

    private final CertificateAuthority authority = CertificateAuthority.root(KeyKind.P256, "Test root", START, END);
    private final SigningKey department = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
    private final SigningKey platformKey = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
    private final Wire wire = new Wire(new MessageSignatures(
            platformKey, VerificationKeys.of(Map.of("department-1", department.verificationKey())), CLOCK));
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T opened(T each) {
        open.add(each);
        return each;
    }

    private RawServer server(ServerSocket socket, RawServer.Script... scripts) {
        return opened(new RawServer(socket, "https", scripts.length > 0 ? scripts : new RawServer.Script[] {ok()}));
    }

    private static void asItComes(SSLSocket socket) {}

    private RawServer.Script ok() {
        return wire.reply(200, "{}");
    }

    private HttpPlatform platform(URI base, @Nullable TlsMaterial tls) {
        return opened(
                new HttpPlatform(tls == null ? settings(base) : settings(base).withTls(tls), new Pauses()));
    }

    private PlatformSettings settings(URI base) {
        VerificationKeys keys = VerificationKeys.of(Map.of("platform-1", platformKey.verificationKey()));
        return new PlatformSettings(base, new StrictProfile(department, keys), CLOCK)
                .withTimeouts(new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(5)));
    }

    private Credential certified(String host) {
        return authority.issue(new CertificateRequest(host, START, END, Usage.TLS_SERVER));
    }

    private static TlsTrust trust(CertificateAuthority authority, RevocationSource revocation) {
        TrustAnchors anchors = TrustAnchors.of(List.of(Certificate.parse(authority.certificate())));
        return new TlsTrust(anchors, revocation, CLOCK);
    }

    private static TlsMaterial trusting(CertificateAuthority authority) {
        return TlsMaterial.of(trust(authority, RevocationSource.none()));
    }

    private void assertDone(RawServer server, TlsMaterial tls) {
        assertThat(platform(server.base(), tls).write(WRITE)).isInstanceOf(Outcome.Done.class);
    }

    private void assertNothingIsSent(RawServer server, @Nullable TlsMaterial tls, String cause) {
        assertNothingIsSent(server.base(), tls, cause);
        assertThat(server.requests()).isEmpty();
    }

    private void assertNothingIsSent(URI base, @Nullable TlsMaterial tls, String cause) {
        HttpPlatform platform = platform(base, tls);
        assertThatThrownBy(() -> platform.write(WRITE))
                .isInstanceOf(PlatformUnreachableException.class)
                .hasMessageContaining("nothing was sent")
                .hasStackTraceContaining(cause);
    }

    // 34: on which terms

    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void tls_1_2_and_1_3_will_do(String protocol) throws Exception {
        RawServer server = server(
                TlsServers.java(certified("127.0.0.1"), socket -> socket.setEnabledProtocols(new String[] {protocol})));

        assertDone(server, trusting(authority));
    }

    @Test
    void fault_34_a_protocol_that_is_not_allowed() throws Exception {
        RawServer server = server(TlsServers.java(
                certified("127.0.0.1"), socket -> socket.setEnabledProtocols(new String[] {"TLSv1.2"})));
        TlsMaterial any = trusting(authority);

        assertNothingIsSent(
                server,
                new TlsMaterial(any.sockets(), any.trust(), Set.of("TLSv1.3"), any.suites()),
                "SSLHandshakeException");
    }

    @Test
    void fault_34_a_suite_without_authenticated_encryption() throws Exception {
        RawServer server = server(TlsServers.java(certified("127.0.0.1"), socket -> {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
        }));

        assertNothingIsSent(server, trusting(authority), "handshake_failure");
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1_1, DEFAULT@SECLEVEL=0",
        "-tls1, DEFAULT@SECLEVEL=0",
        "-tls1_2, aNULL@SECLEVEL=0",
        "-tls1_2, eNULL@SECLEVEL=0",
    })
    void fault_34_old_protocols_and_servers_that_prove_nothing_or_encrypt_nothing(String protocol, String ciphers)
            throws Exception {
        OpenSsl openSsl = OpenSsl.in(folder);
        Credential credential = certified("127.0.0.1");
        openSsl.write("key.der", credential.pkcs8());
        openSsl.write("server.der", credential.certificate());
        Process process = openSsl.start(
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-key",
                "key.der",
                "-cert",
                "server.der",
                protocol,
                "-cipher",
                ciphers);
        opened(process::destroyForcibly);
        BufferedReader printed = process.inputReader(StandardCharsets.US_ASCII);
        String line = printed.readLine();
        while (!line.startsWith("ACCEPT")) {
            line = printed.readLine();
        }
        URI base = URI.create("https://" + line.substring("ACCEPT ".length()));

        assertNothingIsSent(base, trusting(authority), "SSLHandshakeException");
        process.toHandle().destroy(); // and leaves what it printed
        assertThat(printed.lines()).noneMatch(text -> text.contains("POST"));
    }

    @Test
    void fault_34_sockets_that_agree_on_another_suite_than_allowed() throws Exception {
        RawServer server = server(TlsServers.java(certified("127.0.0.1"), TlsTest::asItComes));
        TlsMaterial any = trusting(authority);
        SSLSocketFactory wilful = new AgreesAtOnce(any.sockets(), "TLS_AES_128_GCM_SHA256");

        assertDone(server, new TlsMaterial(wilful, any.trust()));
        RawServer another = server(TlsServers.java(certified("127.0.0.1"), TlsTest::asItComes));
        assertNothingIsSent(
                another,
                new TlsMaterial(wilful, any.trust(), any.protocols(), Set.of("TLS_AES_256_GCM_SHA384")),
                "another protocol or cipher suite than allowed");
    }

    @Test
    void fault_34_a_server_without_tls() {
        RawServer plain = opened(new RawServer(ok()));
        URI base = URI.create(plain.base().toString().replace("http:", "https:"));

        assertNothingIsSent(base, trusting(authority), "SSLHandshakeException");
        assertThat(plain.requests()).isEmpty();
    }

    @Test
    void fault_34_no_material_can_be_made_for_less() {
        TlsMaterial any = trusting(authority);

        for (Set<String> protocols : List.of(Set.<String>of(), Set.of("TLSv1.1"), Set.of("TLSv1.3", "SSLv3"))) {
            assertThatThrownBy(() -> new TlsMaterial(any.sockets(), any.trust(), protocols, any.suites()))
                    .isInstanceOf(InvalidValueException.class);
        }
        for (Set<String> suites : List.of(
                Set.<String>of(), Set.of("TLS_ECDH_anon_WITH_AES_128_CBC_SHA"), Set.of("TLS_RSA_WITH_NULL_SHA"))) {
            assertThatThrownBy(() -> new TlsMaterial(any.sockets(), any.trust(), any.protocols(), suites))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    // 35: to whom

    @Test
    void fault_35_an_unknown_authority() throws Exception {
        CertificateAuthority other = CertificateAuthority.root(KeyKind.P256, "Test root", START, END);
        RawServer server = server(TlsServers.java(certified("127.0.0.1"), TlsTest::asItComes));

        assertNothingIsSent(server, trusting(other), "CERT_SIGNATURE FAILED");
        assertNothingIsSent(server, null, "PKIX path building failed");
    }

    @Test
    void fault_35_a_certificate_signed_by_itself() throws Exception {
        Credential alone = CertificateAuthority.root(KeyKind.P256, "127.0.0.1", START, END)
                .issue(new CertificateRequest("127.0.0.1", START, END, Usage.TLS_SERVER));

        assertNothingIsSent(server(TlsServers.java(alone, TlsTest::asItComes)), trusting(authority), "CERT_");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.2", "platform.example", "localhost"})
    void fault_35_another_host(String host) throws Exception {
        RawServer server = server(TlsServers.java(certified(host), TlsTest::asItComes));

        assertNothingIsSent(server, trusting(authority), SSLPeerUnverifiedException.class.getName());
    }

    @Test
    void fault_35_a_certificate_out_of_its_time() throws Exception {
        for (CertificateRequest request : List.of(
                new CertificateRequest("127.0.0.1", START, NOW.minusSeconds(1), Usage.TLS_SERVER),
                new CertificateRequest("127.0.0.1", NOW.plusSeconds(1), END, Usage.TLS_SERVER))) {
            RawServer server = server(TlsServers.java(authority.issue(request), TlsTest::asItComes));

            assertNothingIsSent(server, trusting(authority), "CERT_VALIDITY FAILED");
        }
    }

    @Test
    void fault_35_a_certificate_for_another_purpose() throws Exception {
        CertificateRequest client = new CertificateRequest("127.0.0.1", START, END, Usage.TLS_CLIENT);
        RawServer server = server(TlsServers.java(authority.issue(client), TlsTest::asItComes));

        assertNothingIsSent(server, trusting(authority), "CERT_KEY_USAGE FAILED");
    }

    @Test
    void fault_35_a_revoked_certificate() throws Exception {
        Credential credential = certified("127.0.0.1");
        byte[] others = authority.crl(NOW.minusSeconds(60), NOW.plusSeconds(60), Map.of());
        byte[] its = authority.crl(
                NOW.minusSeconds(30),
                NOW.plusSeconds(60),
                Map.of(Certificate.parse(credential.certificate()).serialNumber(), NOW.minusSeconds(45)));
        RawServer server = server(TlsServers.java(credential, TlsTest::asItComes));

        assertDone(server, TlsMaterial.of(trust(authority, RevocationSource.ofCrls(List.of(others)))));
        RawServer revoked = server(TlsServers.java(credential, TlsTest::asItComes));
        assertNothingIsSent(revoked, TlsMaterial.of(trust(authority, RevocationSource.ofCrls(List.of(its)))), "FAILED");
    }

    @Test
    void fault_35_a_certificate_of_which_nobody_knows_whether_it_is_revoked() throws Exception {
        byte[] old = authority.crl(NOW.minusSeconds(60), NOW.minusSeconds(30), Map.of());
        RawServer server = server(TlsServers.java(certified("127.0.0.1"), TlsTest::asItComes));

        assertNothingIsSent(
                server, TlsMaterial.of(trust(authority, RevocationSource.ofCrls(List.of(old)))), "INDETERMINATE");
    }

    @Test
    void fault_35_a_chain_that_is_none() {
        TlsTrust trust = trust(authority, RevocationSource.none());

        assertThatThrownBy(() -> trust.checkServerTrusted(new X509Certificate[0], "UNKNOWN"))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> trust.checkServerTrusted(new X509Certificate[11], "UNKNOWN"))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> trust.checkClientTrusted(new X509Certificate[1], "UNKNOWN"))
                .isInstanceOf(java.security.cert.CertificateException.class);
    }

    // 36: as whom

    @Test
    void fault_36_a_new_client_certificate_without_restart_and_calls_under_way_end_well() throws Exception {
        List<String> clients = new CopyOnWriteArrayList<>();
        AtomicReference<TlsMaterial> material = new AtomicReference<>(as("first"));
        RawServer.Script answer = (request, socket) -> {
            clients.add(((X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName());
            ok().answer(request, socket);
        };
        RawServer server = server(
                TlsServers.java(certified("127.0.0.1"), socket -> socket.setNeedClientAuth(true)),
                answer,
                (request, socket) -> {
                    material.set(as("second"));
                    answer.answer(request, socket);
                },
                answer);
        HttpPlatform platform = opened(new HttpPlatform(settings(server.base()).withTls(material::get), new Pauses()));

        for (int call = 0; call < 4; call++) {
            assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Done.class);
        }
        assertThat(clients)
                .extracting(name -> name.replaceAll(".*CN=(\\w+).*", "$1"))
                .containsExactly("first", "first", "second", "second");
        assertThat(server.connections()).isEqualTo(2);
    }

    private TlsMaterial as(String client) {
        try {
            Credential credential = authority.issue(new CertificateRequest(client, START, END, Usage.TLS_CLIENT));
            return TlsMaterial.of(trust(authority, RevocationSource.none()), TlsServers.key(credential));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void fault_36_without_a_certificate_a_server_that_needs_one_does_nothing() throws Exception {
        RawServer server = server(TlsServers.java(certified("127.0.0.1"), socket -> socket.setNeedClientAuth(true)));
        HttpPlatform platform = platform(server.base(), trusting(authority));

        // TLS 1.3 lets a client send before it hears that its certificate is missing, so it cannot know.
        assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void fault_36_a_supplier_that_gives_nothing_is_told_so() throws Exception {
        RawServer server = server(TlsServers.java(certified("127.0.0.1"), TlsTest::asItComes));
        AtomicReference<TlsMaterial> material = new AtomicReference<>(trusting(authority));
        HttpPlatform platform = opened(new HttpPlatform(settings(server.base()).withTls(material::get), new Pauses()));
        material.set(null);

        assertThatThrownBy(() -> platform.write(WRITE)).isInstanceOf(InvalidValueException.class);
        material.set(trusting(authority));
        assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_key_store_must_hold_one_key_for_its_password() throws Exception {
        KeyStore one = TlsServers.store(certified("a"));
        KeyStore none = KeyStore.getInstance("PKCS12");
        none.load(null, null);
        KeyStore two = KeyStore.getInstance("PKCS12");
        two.load(null, null);
        for (String alias : List.of("a", "b")) {
            TlsKey key = TlsServers.key(certified(alias));
            two.setKeyEntry(alias, key.key(), TlsServers.PASSWORD, key.chain());
        }

        assertThat(TlsKey.of(one, TlsServers.PASSWORD)).hasToString("TLS key with 2 certificates");
        for (KeyStore store : List.of(none, two)) {
            assertThatThrownBy(() -> TlsKey.of(store, TlsServers.PASSWORD))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessage("key store: must hold one key");
        }
        KeyStore java = KeyStore.getInstance("PKCS12");
        TlsKey key = TlsServers.key(certified("c"));
        java.load(null, null);
        java.setKeyEntry("c", key.key(), TlsServers.PASSWORD, key.chain());
        assertThatThrownBy(() -> TlsKey.of(java, "another".toCharArray()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining("another");
    }

    /** Shakes hands on a suite of its own choice before anybody can say which will do. */
    private static final class AgreesAtOnce extends SSLSocketFactory {
        private final SSLSocketFactory sockets;
        private final String suite;

        AgreesAtOnce(SSLSocketFactory sockets, String suite) {
            this.sockets = sockets;
            this.suite = suite;
        }

        @Override
        public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
            SSLSocket socket = (SSLSocket) sockets.createSocket(connected, host, port, autoClose);
            String[] suites = socket.getEnabledCipherSuites();
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            socket.setEnabledCipherSuites(suites);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return sockets.getSupportedCipherSuites();
        }
    }
}
