package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.http.HttpTransport;
import io.onevisit.core.internal.http.NamedHosts;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Revocation fetched from where the certificates say (在线获取撤销信息): OCSP answers (RFC 6960, from the authority information
 * access), and for what they cannot tell revocation lists (RFC 5280, from the distribution points). Both are signed in
 * themselves, so {@code http} will do, and count as {@link RevocationSource#ofOcspResponses} and
 * {@link RevocationSource#ofCrls} say.
 *
 * <p>An address in a certificate is whatever its maker wrote: only the hosts allowed by the caller are asked, two
 * addresses of each kind at most, and redirects are not followed. What was fetched is kept, the 32 lists and 1024 answers
 * used last, and asked for again after {@code freshFor}; when that fails it is still used until its next update.
 * What does not tell anything is not asked again for a minute, nor is an address that does not answer at all, whatever
 * the certificate.
 *
 * <p>Thread-safe; threads that want the same list wait for one fetch. Runs on the caller's threads.
 */
public final class FetchedRevocation implements RevocationSource, AutoCloseable {
    private static final Duration DEFAULT_FRESH_FOR = Duration.ofHours(1);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_ADDRESSES = 2;

    private final NamedHosts hosts;
    private final HttpTransport transport;
    private final FetchedStatements answers;
    private final FetchedStatements lists;

    /** Fetches from {@code hosts}, keeps for an hour, and waits for 3 s at most for each answer. */
    public FetchedRevocation(Set<String> hosts, Clock clock) {
        this(hosts, clock, DEFAULT_FRESH_FOR, DEFAULT_TIMEOUT);
    }

    /**
     * Fetches from {@code hosts}.
     *
     * @param hosts the hosts that may be asked, in lower case, with the port where it is not the scheme's own:
     *     {@code ocsp.example.cn}, {@code crl.example.cn:8080}; at most 64
     * @param clock says when something is to be fetched again
     * @param freshFor how long to be content with what was fetched, 1 second to 7 days
     * @param timeout how long one fetch may take, 100 ms to 1 min
     */
    public FetchedRevocation(Set<String> hosts, Clock clock, Duration freshFor, Duration timeout) {
        this.hosts = new NamedHosts(hosts);
        Require.present(clock, "clock");
        requireBetween(freshFor, Duration.ofSeconds(1), Duration.ofDays(7), "time of freshness");
        requireBetween(timeout, Duration.ofMillis(100), Duration.ofMinutes(1), "timeout");
        this.transport = HttpTransport.either(timeout, RevocationList.MAX_OCTETS);
        this.answers = FetchedStatements.answers(transport, timeout, clock, freshFor);
        this.lists = FetchedStatements.lists(transport, timeout, clock, freshFor);
    }

    private static void requireBetween(Duration given, Duration least, Duration most, String what) {
        Require.that(
                Require.present(given, what).compareTo(least) >= 0 && given.compareTo(most) <= 0,
                what,
                "must be " + least + " to " + most);
    }

    @Override
    public RevocationStatus statusOf(Certificate certificate, Certificate issuer, Instant at) {
        return answerAbout(certificate, issuer, at).status();
    }

    @Override
    public RevocationAnswer answerAbout(Certificate certificate, Certificate issuer, Instant at) {
        CertificateExtensions extensions = certificate.extensions();
        List<URI> responders = allowed(extensions.ocspResponders());
        List<URI> points = allowed(extensions.revocationLists());
        if (responders.isEmpty() && points.isEmpty()) {
            return RevocationAnswer.of(
                    new RevocationStatus.Unknown("the certificate names no address that may be asked"));
        }
        RevocationAnswer answer = from(answers, responders, certificate, issuer).answerAbout(certificate, issuer, at);
        return answer.status() instanceof RevocationStatus.Unknown
                ? from(lists, points, certificate, issuer).answerAbout(certificate, issuer, at)
                : answer;
    }

    private static RevocationSource from(
            FetchedStatements statements, List<URI> addresses, Certificate certificate, Certificate issuer) {
        return new RevocationAtHand(addresses.stream()
                .map(address -> statements.at(address, certificate, issuer))
                .flatMap(Optional::stream)
                .toList());
    }

    private List<URI> allowed(List<GeneralName> names) {
        return names.stream()
                .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                .map(name -> ((ASN1String) name.getName()).getString())
                .flatMap(address -> hosts.address(address).stream())
                .limit(MAX_ADDRESSES)
                .toList();
    }

    /** Closes the connections that are not in use. */
    @Override
    public void close() {
        transport.close();
    }
}
