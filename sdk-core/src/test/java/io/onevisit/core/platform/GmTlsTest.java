package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.crypto.Certificate;
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
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 8998, with Bouncy Castle at both ends: OpenSSL 3 does not have it, so there is no second implementation here. */
class GmTlsTest {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2099-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Call WRITE = Call.write(
            "payment.order", "/v1/payments/orders", Bytes.of("{}".getBytes(StandardCharsets.US_ASCII)), "D-1");

    private final CertificateAuthority authority = CertificateAuthority.root(KeyKind.SM2, "GM root", START, END);
    private final CertificateAuthority p256 = CertificateAuthority.root(KeyKind.P256, "P-256 root", START, END);
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

    private RawServer server(ServerSocket socket, RawServer.Script script) {
        RawServer server = new RawServer(socket, "https", script);
        open.add(server);
        return server;
    }

    private RawServer server(ServerSocket socket) {
        return server(socket, wire.reply(200, "{}"));
    }

    private HttpPlatform platform(RawServer server, TlsMaterial tls) {
        VerificationKeys keys = VerificationKeys.of(Map.of("platform-1", platformKey.verificationKey()));
        HttpPlatform platform = new HttpPlatform(
                new PlatformSettings(server.base(), new StrictProfile(department, keys), CLOCK)
                        .withTimeouts(new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(10)))
                        .withTls(tls),
                new Pauses());
        open.add(platform);
        return platform;
    }

    private static Credential issued(CertificateAuthority authority, String name, Usage usage) {
        return authority.issue(new CertificateRequest(name, START, END, usage));
    }

    private Credential certified(String host) {
        return issued(authority, host, Usage.TLS_SERVER);
    }

    private static TlsTrust trust(RevocationSource revocation, CertificateAuthority... authorities) {
        List<Certificate> roots = new ArrayList<>();
        for (CertificateAuthority authority : authorities) {
            roots.add(Certificate.parse(authority.certificate()));
        }
        return new TlsTrust(TrustAnchors.of(roots), revocation, CLOCK);
    }

    private TlsMaterial material() {
        return TlsMaterial.gm(trust(RevocationSource.none(), authority, p256));
    }

    private void assertNothingIsSent(RawServer server, TlsMaterial tls, String cause) {
        HttpPlatform platform = platform(server, tls);
        assertThatThrownBy(() -> platform.write(WRITE))
                .isInstanceOf(PlatformUnreachableException.class)
                .hasMessageContaining("nothing was sent")
                .hasStackTraceContaining(cause);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void both_sides_prove_themselves_with_sm2_and_agree_on_sm4_and_sm3() throws Exception {
        List<String> agreed = new CopyOnWriteArrayList<>();
        RawServer server = server(TlsServers.gm(certified("127.0.0.1"), true), (request, socket) -> {
            SSLSession session = ((SSLSocket) socket).getSession();
            X509Certificate client = (X509Certificate) session.getPeerCertificates()[0];
            agreed.add(session.getProtocol());
            agreed.add(session.getCipherSuite());
            agreed.add(client.getSubjectX500Principal().getName().replaceAll(".*CN=([^,]+).*", "$1"));
            wire.reply(200, "{}").answer(request, socket);
        });
        TlsKey key = TlsServers.key(issued(authority, "department", Usage.TLS_CLIENT));
        TlsMaterial tls = TlsMaterial.gm(trust(RevocationSource.none(), authority), key);

        assertThat(platform(server, tls).write(WRITE)).isInstanceOf(Outcome.Done.class);
        assertThat(agreed).containsExactly("TLSv1.3", "TLS_SM4_GCM_SM3", "department");
    }

    /** The code points are those of RFC 8998 section 2 and of IANA's registry. */
    @Test
    void fault_34_tls_1_3_with_sm4_sm3_and_sm2_is_all_that_is_offered() throws Exception {
        List<ClientHello> hellos = new CopyOnWriteArrayList<>();
        ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                Socket socket = super.accept();
                hellos.add(ClientHello.read(new DataInputStream(socket.getInputStream())));
                socket.close();
                return socket;
            }
        };

        assertNothingIsSent(server(listening), material(), "TlsFatalAlert");
        assertThat(hellos)
                .isNotEmpty()
                .containsOnly(new ClientHello(List.of(0x00c6), List.of(0x0304), List.of(0x0029), List.of(0x0708)));
    }

    /** What a client offers, RFC 8446 section 4.1.2. */
    private record ClientHello(
            List<Integer> suites, List<Integer> versions, List<Integer> groups, List<Integer> signatures) {
        static ClientHello read(DataInputStream in) throws IOException {
            in.skipNBytes(3); // the record's type and version
            byte[] octets = new byte[in.readUnsignedShort()];
            in.readFully(octets);
            ByteBuffer hello = ByteBuffer.wrap(octets);
            hello.position(4 + 2 + 32); // the handshake's type and length, the legacy version, the random
            skip(hello, hello.get());
            List<Integer> suites = numbers(hello, hello.getShort());
            skip(hello, hello.get());
            hello.getShort();
            Map<Integer, List<Integer>> extensions = new HashMap<>();
            while (hello.hasRemaining()) {
                int type = hello.getShort();
                ByteBuffer value = hello.slice(hello.position() + 2, hello.getShort());
                skip(hello, value.remaining());
                if (type == 10 || type == 13) {
                    extensions.put(type, numbers(value, value.getShort()));
                } else if (type == 43) {
                    extensions.put(type, numbers(value, value.get()));
                }
            }
            return new ClientHello(suites, extensions.get(43), extensions.get(10), extensions.get(13));
        }

        private static void skip(ByteBuffer buffer, int octets) {
            buffer.position(buffer.position() + octets);
        }

        private static List<Integer> numbers(ByteBuffer buffer, int octets) {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < octets; i += 2) {
                numbers.add(buffer.getShort() & 0xffff);
            }
            return numbers;
        }
    }

    @Test
    void the_servers_proof_is_enough_where_no_client_is_asked_for() throws Exception {
        RawServer server = server(TlsServers.gm(certified("127.0.0.1"), false));

        assertThat(platform(server, material()).write(WRITE)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_client_without_a_certificate_is_not_served_where_one_is_needed() throws Exception {
        RawServer server = server(TlsServers.gm(certified("127.0.0.1"), true));

        assertThat(platform(server, material()).write(WRITE)).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void fault_34_a_server_without_gm_gets_nothing() throws Exception {
        Credential credential = issued(p256, "127.0.0.1", Usage.TLS_SERVER);

        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            RawServer server =
                    server(TlsServers.java(credential, socket -> socket.setEnabledProtocols(new String[] {protocol})));
            assertNothingIsSent(server, material(), "TlsFatalAlertReceived");
        }
    }

    @Test
    void fault_34_a_server_with_sm4_but_another_signature_or_group_gets_nothing() throws Exception {
        RawServer otherSignature =
                server(TlsServers.bouncyCastle(issued(p256, "127.0.0.1", Usage.TLS_SERVER), parameters -> {
                    parameters.setProtocols(new String[] {"TLSv1.3"});
                    parameters.setCipherSuites(new String[] {"TLS_SM4_GCM_SM3"});
                    parameters.setNamedGroups(new String[] {"curveSM2"});
                    parameters.setSignatureSchemes(new String[] {"ecdsa_secp256r1_sha256"});
                }));
        RawServer otherGroup = server(TlsServers.bouncyCastle(certified("127.0.0.1"), parameters -> {
            parameters.setProtocols(new String[] {"TLSv1.3"});
            parameters.setCipherSuites(new String[] {"TLS_SM4_GCM_SM3"});
            parameters.setNamedGroups(new String[] {"secp256r1"});
            parameters.setSignatureSchemes(new String[] {"sm2sig_sm3"});
        }));

        assertNothingIsSent(otherSignature, material(), "TlsFatalAlertReceived");
        assertNothingIsSent(otherGroup, material(), "TlsFatalAlertReceived");
    }

    @Test
    void fault_35_an_unknown_authority_another_host_or_a_revoked_certificate() throws Exception {
        CertificateAuthority other = CertificateAuthority.root(KeyKind.SM2, "Other root", START, END);
        Credential credential = certified("127.0.0.1");
        byte[] crl = authority.crl(
                NOW.minusSeconds(60),
                NOW.plusSeconds(60),
                Map.of(Certificate.parse(credential.certificate()).serialNumber(), NOW.minusSeconds(90)));
        RevocationSource crls = RevocationSource.ofCrls(List.of(crl));

        assertNothingIsSent(
                server(TlsServers.gm(credential, false)),
                TlsMaterial.gm(trust(RevocationSource.none(), other)),
                "CERT_PATH");
        assertNothingIsSent(server(TlsServers.gm(certified("platform.example"), false)), material(), "not verified");
        assertNothingIsSent(server(TlsServers.gm(credential, false)), TlsMaterial.gm(trust(crls, authority)), "FAILED");
    }

    @Test
    void the_jvm_stays_as_it_is() throws Exception {
        List<Provider> providers = List.of(Security.getProviders());
        Properties properties = (Properties) System.getProperties().clone();
        RawServer server = server(TlsServers.gm(certified("127.0.0.1"), false));
        platform(server, material()).write(WRITE);

        assertThat(Security.getProviders()).containsExactlyElementsOf(providers);
        assertThat(System.getProperties()).isEqualTo(properties);
    }

    @Test
    void without_bctls_there_is_a_clear_error() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("bctls")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader without =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Method gm = without.loadClass(TlsMaterial.class.getName()).getMethod("gm", X509TrustManager.class);
            X509TrustManager trust = trust(RevocationSource.none(), authority);

            assertThatThrownBy(() -> gm.invoke(null, trust))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessage("GM TLS: needs org.bouncycastle:bctls-jdk18on beside this library");
        }
    }
}
