package io.onevisit.core.crypto;

import static io.onevisit.core.crypto.Chains.AT;
import static io.onevisit.core.crypto.Chains.certificate;
import static io.onevisit.core.crypto.Chains.leaf;
import static io.onevisit.core.crypto.Chains.problems;
import static io.onevisit.core.crypto.Chains.root;
import static io.onevisit.core.crypto.Chains.signer;
import static io.onevisit.core.crypto.Chains.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.crypto.RevocationStatus.Good;
import io.onevisit.core.crypto.RevocationStatus.Revoked;
import io.onevisit.core.crypto.RevocationStatus.Unknown;
import io.onevisit.core.platform.RawServer;
import io.onevisit.core.platform.Wire;
import io.onevisit.core.store.SettableClock;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchedRevocationTest {
    private static final Instant LAST_UPDATE = AT.minus(Duration.ofHours(1));
    private static final Instant NEXT_UPDATE = AT.plus(Duration.ofHours(6));

    private final SettableClock clock = new SettableClock(AT);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final RawServer server = new RawServer((request, socket) -> this.answer.answer(request, socket));
    private volatile RawServer.Script answer = status(404);

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void asks_the_responder_that_the_certificate_names(KeyKind kind) {
        CertificateAuthority root = root(kind);
        Credential credential = issue(root, List.of(here("/ocsp")), List.of());
        answer = ocsp(root, CertificateStatus.GOOD);
        assertThat(status(root, credential)).isEqualTo(new Good(LAST_UPDATE));

        answer = ocsp(root, new RevokedStatus(Date.from(AT), CRLReason.keyCompromise));
        clock.advance(Duration.ofHours(1));
        FetchedRevocation fetched = fetched();
        assertThat(status(fetched, root, credential)).isEqualTo(new Revoked(AT, RevocationReason.KEY_COMPROMISE));
        assertThat(asked()).containsExactly("POST /ocsp", "POST /ocsp");
    }

    @ParameterizedTest
    @EnumSource
    void gets_the_list_that_the_certificate_names(KeyKind kind) {
        CertificateAuthority root = root(kind);
        Credential credential = issue(root, List.of(), List.of(here("/root.crl")));
        answer = list(root, Map.of());
        assertThat(status(root, credential)).isEqualTo(new Good(LAST_UPDATE));

        answer = list(root, Map.of(leaf(credential).serialNumber(), AT));
        assertThat(status(root, credential)).isEqualTo(new Revoked(AT, RevocationReason.UNSPECIFIED));
        assertThat(asked()).containsExactly("GET /root.crl", "GET /root.crl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V\t301231235959Z\t\t1234", "R\t301231235959Z\t260101000000Z,keyCompromise\t1234"})
    void openssl_answers_as_a_responder(String entry, @TempDir Path folder) throws Exception {
        OpenSsl openssl = OpenSsl.in(folder);
        openssl.write("index.txt", entry + "\tunknown\t/CN=Leaf\n");
        authorityOf(openssl);
        Process responder = openssl.start(
                "ocsp -index index.txt -port 0 -rsigner ca.pem -rkey ca.key -CA ca.pem -nrequest 1 -ndays 1"
                        .split(" "));
        try (BufferedReader printed = responder.inputReader()) {
            Matcher accept = Pattern.compile(".*ACCEPT .*:(\\d+) PID.*").matcher(printed.readLine());
            assertThat(accept.matches()).isTrue();
            certifyByOpenSsl(openssl, "http://127.0.0.1:" + accept.group(1) + "/");
            Certificate leaf = fromPem(folder.resolve("leaf.pem"));
            Certificate issuer = fromPem(folder.resolve("ca.pem"));
            FetchedRevocation fetched =
                    opened(new FetchedRevocation(Set.of("127.0.0.1:" + accept.group(1)), Clock.systemUTC()));

            RevocationStatus status = fetched.statusOf(leaf, issuer, Instant.now());

            if (entry.startsWith("V")) {
                assertThat(status).isInstanceOf(Good.class);
            } else {
                assertThat(status)
                        .isEqualTo(new Revoked(Instant.parse("2026-01-01T00:00:00Z"), RevocationReason.KEY_COMPROMISE));
            }
        } finally {
            responder.destroyForcibly();
        }
    }

    private static void authorityOf(OpenSsl openssl) throws Exception {
        openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "ca.key");
        openssl.run(("req -x509 -new -key ca.key -subj /CN=Root -days 2 -out ca.pem"
                        + " -addext keyUsage=critical,keyCertSign,cRLSign")
                .split(" "));
    }

    private static void certifyByOpenSsl(OpenSsl openssl, String responder) throws Exception {
        openssl.write("extensions", "authorityInfoAccess=OCSP;URI:" + responder + "\n");
        openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "leaf.key");
        openssl.run("req -new -key leaf.key -subj /CN=Leaf -out leaf.csr".split(" "));
        openssl.run(("x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -set_serial 0x1234 -days 1"
                        + " -extfile extensions -out leaf.pem")
                .split(" "));
    }

    private static Certificate fromPem(Path file) throws IOException {
        return Certificate.readPem(Files.readString(file)).get(0);
    }

    @Test
    void a_path_is_judged_by_what_was_fetched_before_and_after_the_revocation() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(), List.of(here("/root.crl")));
        answer = list(root, Map.of(leaf(credential).serialNumber(), AT));
        FetchedRevocation fetched = fetched();

        assertThat(problems(
                        trusting(root).validate(leaf(credential), List.of(), KeyUse.DIGITAL_SIGNATURE, AT, fetched)))
                .containsExactly("CERT_REVOCATION@certificate");
        assertThat(problems(trusting(root)
                        .validate(leaf(credential), List.of(), KeyUse.DIGITAL_SIGNATURE, AT.minusSeconds(1), fetched)))
                .isEmpty();
    }

    @Test
    void takes_the_list_when_the_responder_does_not_answer() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(here("/ocsp")), List.of(here("/root.crl")));
        RawServer.Script list = list(root, Map.of());
        answer = (request, socket) -> {
            boolean ocsp = request.targetUri().endsWith("/ocsp");
            (ocsp ? status(503) : list).answer(request, socket);
        };

        assertThat(status(root, credential)).isEqualTo(new Good(LAST_UPDATE));
        assertThat(asked()).containsExactly("POST /ocsp", "GET /root.crl");
    }

    @Test
    void does_not_get_the_list_when_the_responder_has_answered() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(here("/ocsp")), List.of(here("/root.crl")));
        answer = ocsp(root, CertificateStatus.GOOD);

        assertThat(status(root, credential)).isEqualTo(new Good(LAST_UPDATE));
        assertThat(asked()).containsExactly("POST /ocsp");
    }

    @Test
    void is_content_with_what_it_has_until_it_is_time_to_ask_again() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(), List.of(here("/root.crl")));
        FetchedRevocation fetched = fetched();
        answer = list(root, Map.of());
        assertThat(status(fetched, root, credential)).isInstanceOf(Good.class);

        answer = list(root, Map.of(leaf(credential).serialNumber(), AT));
        clock.advance(Duration.ofMinutes(59));
        assertThat(status(fetched, root, credential)).isInstanceOf(Good.class);
        assertThat(asked()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(status(fetched, root, credential)).isInstanceOf(Revoked.class);
        assertThat(asked()).hasSize(2);
    }

    @Test
    void goes_on_with_what_it_has_while_the_authority_is_down_until_its_next_update() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(), List.of(here("/root.crl")));
        FetchedRevocation fetched = fetched();
        answer = list(root, Map.of());
        assertThat(status(fetched, root, credential)).isInstanceOf(Good.class);

        answer = status(500);
        clock.advance(Duration.ofHours(5));
        assertThat(status(fetched, root, credential)).isInstanceOf(Good.class);
        clock.advance(Duration.ofHours(1).plusSeconds(1));
        assertThat(status(fetched, root, credential)).isInstanceOf(Unknown.class);
        assertThat(asked()).hasSize(3);
    }

    @Test
    void does_not_ask_again_within_a_minute_of_a_failure() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(), List.of(here("/root.crl")));
        FetchedRevocation fetched = fetched();

        assertThat(status(fetched, root, credential)).isInstanceOf(Unknown.class);
        clock.advance(Duration.ofSeconds(59));
        assertThat(status(fetched, root, credential)).isInstanceOf(Unknown.class);
        assertThat(asked()).hasSize(1);
        answer = list(root, Map.of());
        clock.advance(Duration.ofSeconds(1));
        assertThat(status(fetched, root, credential)).isInstanceOf(Good.class);
        assertThat(asked()).hasSize(2);
    }

    @Test
    void counts_the_minute_from_the_end_of_the_attempt() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(), List.of(here("/root.crl")));
        FetchedRevocation fetched = fetched();
        answer = (request, socket) -> {
            clock.advance(Duration.ofMinutes(1));
            status(500).answer(request, socket);
        };

        assertThat(status(fetched, root, credential)).isInstanceOf(Unknown.class);
        clock.advance(Duration.ofSeconds(59));
        assertThat(status(fetched, root, credential)).isInstanceOf(Unknown.class);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void leaves_an_address_that_does_not_answer_alone_whatever_the_certificate() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential first = issue(root, List.of(here("/ocsp")), List.of());
        Credential second = issue(root, List.of(here("/ocsp")), List.of());
        FetchedRevocation fetched = fetched();
        answer = status(500);

        assertThat(status(fetched, root, first)).isInstanceOf(Unknown.class);
        assertThat(status(fetched, root, second)).isInstanceOf(Unknown.class);
        assertThat(asked()).hasSize(1);
        answer = ocsp(root, CertificateStatus.GOOD);
        clock.advance(Duration.ofMinutes(1));
        assertThat(status(fetched, root, second)).isInstanceOf(Good.class);
        assertThat(status(fetched, root, first)).isInstanceOf(Good.class);
    }

    @Test
    void a_responder_that_cannot_tell_about_one_certificate_is_asked_about_another() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential first = issue(root, List.of(here("/ocsp")), List.of());
        Credential second = issue(root, List.of(here("/ocsp")), List.of());
        FetchedRevocation fetched = fetched();
        answer = octets(new byte[] {0x30, 3, 0x0a, 1, 6}); // unauthorized

        assertThat(status(fetched, root, first)).isInstanceOf(Unknown.class);
        answer = ocsp(root, CertificateStatus.GOOD);
        assertThat(status(fetched, root, second)).isInstanceOf(Good.class);
        assertThat(status(fetched, root, first)).isInstanceOf(Unknown.class);
        assertThat(asked()).hasSize(2);
    }

    @Test
    void a_forged_certificate_leads_nowhere() {
        CertificateAuthority forger = root(KeyKind.SM2);
        Credential forged = issue(forger, List.of(here("/internal?x=0")), List.of(here("/internal?x=1")));

        assertThat(problems(trusting(root(KeyKind.SM2))
                        .validate(leaf(forged), List.of(), KeyUse.DIGITAL_SIGNATURE, AT, fetched())))
                .containsExactly("CERT_SIGNATURE@certificate", "CERT_REVOCATION@certificate");
        assertThat(asked()).isEmpty();
    }

    @Test
    void a_list_of_another_authority_is_no_list_and_takes_no_place() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(), List.of(here("/root.crl")));
        FetchedRevocation fetched = fetched();
        answer = list(root, Map.of(leaf(credential).serialNumber(), AT));
        assertThat(status(fetched, root, credential)).isInstanceOf(Revoked.class);

        byte[] forged = root(KeyKind.SM2).crl(AT.plusSeconds(1), NEXT_UPDATE, Map.of());
        answer = octets(forged);
        clock.advance(Duration.ofHours(1));
        assertThat(status(fetched, root, credential)).isInstanceOf(Revoked.class);
        assertThat(status(root, credential)).isInstanceOf(Unknown.class);
        assertThat(asked()).hasSize(3);
    }

    @Test
    void a_newer_list_for_other_certificates_does_not_take_the_place_of_the_right_one() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(), List.of(here("/root.crl")));
        FetchedRevocation fetched = fetched();
        answer = list(root, Map.of(leaf(credential).serialNumber(), AT));
        assertThat(status(fetched, root, credential)).isInstanceOf(Revoked.class);

        answer = octets(root.crl(
                AT,
                NEXT_UPDATE,
                Map.of(),
                builder -> builder.addExtension(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(null, false, true, null, false, false))));
        clock.advance(Duration.ofHours(1));
        assertThat(status(fetched, root, credential)).isInstanceOf(Revoked.class);
        assertThat(asked()).hasSize(2);
    }

    @Test
    void takes_the_list_when_the_responder_sends_more_certificates_than_are_read() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(here("/ocsp")), List.of(here("/root.crl")));
        byte[] good = root.ocsp(leaf(credential).serialNumber(), CertificateStatus.GOOD, LAST_UPDATE, NEXT_UPDATE);
        RawServer.Script stuffed =
                octets(OcspAnswerTest.withCertificates(good, Collections.nCopies(17, root.certificate())));
        RawServer.Script list = list(root, Map.of());
        answer = (request, socket) -> (request.targetUri().endsWith("/ocsp") ? stuffed : list).answer(request, socket);

        assertThat(status(root, credential)).isEqualTo(new Good(LAST_UPDATE));
        assertThat(asked()).containsExactly("POST /ocsp", "GET /root.crl");
    }

    @Test
    void an_older_list_though_genuine_does_not_take_the_place_of_a_newer() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(), List.of(here("/root.crl")));
        FetchedRevocation fetched = fetched();
        answer = list(root, Map.of(leaf(credential).serialNumber(), AT));
        assertThat(status(fetched, root, credential)).isInstanceOf(Revoked.class);

        byte[] older = root.crl(LAST_UPDATE.minusSeconds(1), NEXT_UPDATE, Map.of());
        answer = octets(older);
        clock.advance(Duration.ofHours(1));
        assertThat(status(fetched, root, credential)).isInstanceOf(Revoked.class);
        assertThat(asked()).hasSize(2);
    }

    @Test
    void an_answer_about_another_certificate_tells_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(here("/ocsp")), List.of());
        byte[] other = root.ocsp(BigInteger.TEN, CertificateStatus.GOOD, LAST_UPDATE, NEXT_UPDATE);
        answer = octets(other);
        FetchedRevocation fetched = fetched();
        assertThat(status(fetched, root, credential)).isInstanceOf(Unknown.class);

        answer = ocsp(root, CertificateStatus.GOOD);
        clock.advance(Duration.ofMinutes(1));
        assertThat(status(fetched, root, credential)).isInstanceOf(Good.class);
    }

    @Test
    void a_list_that_comes_with_an_error_tells_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(), List.of(here("/root.crl")));
        byte[] list = root.crl(LAST_UPDATE, NEXT_UPDATE, Map.of());
        answer = Wire.octets("HTTP/1.1 500 No\r\nContent-Length: " + list.length + "\r\n\r\n"
                + new String(list, StandardCharsets.ISO_8859_1));

        assertThat(status(root, credential)).isInstanceOf(Unknown.class);
    }

    @Test
    void asks_nobody_but_the_hosts_allowed() {
        CertificateAuthority root = root(KeyKind.SM2);
        answer = list(root, Map.of());
        int port = server.base().getPort();
        List<String> elsewhere = List.of(
                "http://localhost:" + port + "/root.crl",
                "http://127.0.0.1/root.crl",
                "http://127.0.0.1:" + port + "@127.0.0.2/root.crl",
                "http://user@127.0.0.1:" + port + "/root.crl",
                "http://127.0.0.2:" + port + "/root.crl#127.0.0.1:" + port,
                "ftp://127.0.0.1:" + port + "/root.crl",
                "ldap://127.0.0.1:" + port + "/cn=root",
                "file:///etc/hostname",
                "http:" + port,
                "http://127.0.0.1:" + port + "/a b",
                "http://127.0.0.1:" + port + "/a\r\nX: y",
                "http://127.0.0.1:" + port + "\\@127.0.0.2/",
                "http://127.0.0.1:" + port + "/" + "a".repeat(1001),
                "");

        for (String address : elsewhere) {
            Credential credential = issue(root, List.of(address), List.of(address));
            assertThat(status(root, credential)).as(address).isInstanceOf(Unknown.class);
        }
        assertThat(asked()).isEmpty();
        assertThat(status(root, issue(root, List.of(), List.of(here("/root.crl")))))
                .isInstanceOf(Good.class);
    }

    @Test
    void asks_two_addresses_of_a_kind_at_most() {
        CertificateAuthority root = root(KeyKind.SM2);
        List<String> addresses = List.of(here("/1"), here("/2"), here("/3"));

        assertThat(status(root, issue(root, addresses, addresses))).isInstanceOf(Unknown.class);
        assertThat(asked()).containsExactly("POST /1", "POST /2", "GET /1", "GET /2");
    }

    @Test
    void does_not_follow_a_redirect() {
        CertificateAuthority root = root(KeyKind.SM2);
        RawServer.Script list = list(root, Map.of());
        RawServer.Script moved =
                Wire.octets("HTTP/1.1 302 Found\r\nLocation: " + here("/moved.crl") + "\r\nContent-Length: 0\r\n\r\n");
        answer =
                (request, socket) -> (request.targetUri().endsWith("/root.crl") ? moved : list).answer(request, socket);

        assertThat(status(root, issue(root, List.of(), List.of(here("/root.crl")))))
                .isInstanceOf(Unknown.class);
        assertThat(asked()).containsExactly("GET /root.crl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "garbage", "huge", "slow"})
    void a_server_that_answers_something_else_tells_nothing(String what) {
        CertificateAuthority root = root(KeyKind.SM2);
        answer = switch (what) {
            case "empty" -> octets(new byte[0]);
            case "garbage" -> Wire.octets("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>");
            case "huge" -> Wire.octets("HTTP/1.1 200 OK\r\nContent-Length: 16777217\r\n\r\n");
            default -> Wire.trickle("HTTP/1.1 200 OK\r\nContent-Length: 16777216\r\n\r\n");
        };
        FetchedRevocation fetched =
                opened(new FetchedRevocation(Set.of(host()), clock, Duration.ofHours(1), Duration.ofMillis(500)));

        Credential credential = issue(root, List.of(here("/ocsp")), List.of(here("/root.crl")));
        assertThat(status(fetched, root, credential)).isInstanceOf(Unknown.class);
    }

    @Test
    void threads_that_want_the_same_list_wait_for_one_fetch() throws Exception {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = issue(root, List.of(), List.of(here("/root.crl")));
        answer = list(root, Map.of());
        FetchedRevocation fetched = fetched();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<RevocationStatus> question = () -> status(fetched, root, credential);
            for (Future<RevocationStatus> status : threads.invokeAll(Collections.nCopies(64, question))) {
                assertThat(status.get()).isInstanceOf(Good.class);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(asked()).hasSize(1);
    }

    @Test
    void keeps_the_lists_used_last_and_no_more() {
        CertificateAuthority root = root(KeyKind.SM2);
        answer = list(root, Map.of());
        FetchedRevocation fetched = fetched();
        List<Credential> credentials = new ArrayList<>();
        for (int i = 0; i <= 32; i++) {
            credentials.add(issue(root, List.of(), List.of(here("/" + i))));
        }

        credentials.forEach(credential -> status(fetched, root, credential));
        assertThat(asked()).hasSize(33);
        status(fetched, root, credentials.get(32));
        assertThat(asked()).hasSize(33);
        status(fetched, root, credentials.get(0));
        assertThat(asked()).hasSize(34);
    }

    @Test
    void refuses_hosts_and_times_out_of_bounds() {
        for (String host : List.of(
                "",
                "http://a",
                "A.example",
                "a/b",
                "a:b",
                "*",
                "a:0",
                "a:65536",
                "a:99999",
                "a..b",
                "-a",
                "a-",
                "a".repeat(64))) {
            assertThatThrownBy(() -> new FetchedRevocation(Set.of(host), clock))
                    .isInstanceOf(InvalidValueException.class);
        }
        assertThatThrownBy(() -> new FetchedRevocation(Collections.singleton(null), clock))
                .isInstanceOf(InvalidValueException.class);
        Duration good = Duration.ofSeconds(1);
        for (Duration bad : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(8))) {
            assertThatThrownBy(() -> new FetchedRevocation(Set.of(), clock, bad, good))
                    .isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> new FetchedRevocation(Set.of(), clock, good, bad))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    private Credential issue(CertificateAuthority root, List<String> responders, List<String> points) {
        return root.issue(signer(), builder -> {
            if (!responders.isEmpty()) {
                AccessDescription[] access = responders.stream()
                        .map(address -> new AccessDescription(AccessDescription.id_ad_ocsp, name(address)))
                        .toArray(AccessDescription[]::new);
                builder.addExtension(Extension.authorityInfoAccess, false, new AuthorityInformationAccess(access));
            }
            if (!points.isEmpty()) {
                DistributionPoint[] named = points.stream()
                        .map(address -> new DistributionPoint(
                                new DistributionPointName(new GeneralNames(name(address))), null, null))
                        .toArray(DistributionPoint[]::new);
                builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(named));
            }
        });
    }

    private static GeneralName name(String address) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, address);
    }

    private String host() {
        return server.base().getRawAuthority();
    }

    private String here(String path) {
        return "http://" + host() + path;
    }

    /** Answers about whatever certificate the question, read by Bouncy Castle, is about. */
    private static RawServer.Script ocsp(CertificateAuthority authority, CertificateStatus status) {
        return (request, socket) -> {
            assertThat(request.headers().get("content-type")).containsExactly("application/ocsp-request");
            OCSPReq question = new OCSPReq(request.body().toArray());
            BigInteger serial = question.getRequestList()[0].getCertID().getSerialNumber();
            octets(authority.ocsp(serial, status, LAST_UPDATE, NEXT_UPDATE)).answer(request, socket);
        };
    }

    private static RawServer.Script list(CertificateAuthority authority, Map<BigInteger, Instant> revoked) {
        return octets(authority.crl(LAST_UPDATE, NEXT_UPDATE, revoked));
    }

    private static RawServer.Script octets(byte[] body) {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
        return Wire.octets(head + new String(body, StandardCharsets.ISO_8859_1));
    }

    private static RawServer.Script status(int status) {
        return Wire.octets("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");
    }

    /** Methods and paths, in the order in which they came. */
    private List<String> asked() {
        return server.requests().stream()
                .map(request -> request.method() + " "
                        + request.targetUri().replace(server.base().toString(), ""))
                .toList();
    }

    private FetchedRevocation fetched() {
        return opened(new FetchedRevocation(Set.of(host()), clock));
    }

    private FetchedRevocation opened(FetchedRevocation fetched) {
        open.add(fetched);
        return fetched;
    }

    private RevocationStatus status(CertificateAuthority root, Credential credential) {
        return status(fetched(), root, credential);
    }

    private RevocationStatus status(RevocationSource source, CertificateAuthority root, Credential credential) {
        return source.statusOf(leaf(credential), certificate(root), clock.instant());
    }
}
