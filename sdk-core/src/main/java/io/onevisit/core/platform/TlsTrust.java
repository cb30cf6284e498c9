package io.onevisit.core.platform;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.KeyUse;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.internal.Require;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trust in a platform's TLS certificate by a private authority (传输层信任): path validation by RFC 5280 as
 * {@link TrustAnchors} does it, revocation included, at the time of a clock of one's own. For keys on SM2 and P-256; for an
 * authority with RSA keys take the Java platform's {@code TrustManagerFactory}. What is revoked, or what is asked of the
 * revocation source and not known, is not trusted. The host's name is compared elsewhere, always. Thread-safe.
 */
public final class TlsTrust extends X509ExtendedTrustManager {
    private static final int MAX_CERTIFICATES = 10;

    private final TrustAnchors anchors;
    private final RevocationSource revocation;
    private final Clock clock;

    /**
     * Trust in what these anchors have certified.
     *
     * @param revocation {@link RevocationSource#none()} where revocation is not to be asked for
     * @param clock says what is valid now
     */
    public TlsTrust(TrustAnchors anchors, RevocationSource revocation, Clock clock) {
        this.anchors = Require.present(anchors, "anchors");
        this.revocation = Require.present(revocation, "revocation source");
        this.clock = Require.present(clock, "clock");
    }

    /** Judges a server's certificate. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        Require.that(chain.length >= 1 && chain.length <= MAX_CERTIFICATES, "chain", "must be of 1 to 10 certificates");
        try {
            List<Certificate> given = new ArrayList<>();
            for (X509Certificate certificate : chain) {
                given.add(Certificate.parse(certificate.getEncoded()));
            }
            List<Certificate> others = given.subList(1, given.size());
            Report<List<Certificate>> report =
                    anchors.validate(given.get(0), others, KeyUse.TLS_SERVER, clock.instant(), revocation);
            requirePassed(report);
        } catch (MalformedMessageException e) {
            throw new CertificateException(e.getMessage());
        }
    }

    private static void requirePassed(Report<List<Certificate>> report) throws CertificateException {
        if (report.subject().isEmpty()) {
            throw new CertificateException(report.problems().stream()
                    .map(check -> check.code() + " " + check.verdict())
                    .collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    /** Refuses: this side is always the client. */
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("clients are not judged here");
    }

    /** Refuses: this side is always the client. */
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    /** Refuses: this side is always the client. */
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    /** None are named to clients. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
