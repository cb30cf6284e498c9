package io.onevisit.core.platform;

import io.onevisit.core.internal.Require;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A TLS configuration of one's own (传输层材料): for a platform whose certificate is from a private authority, or that asks
 * for a client certificate.
 *
 * @param sockets makes the connections, with the client certificate if there is one
 * @param trust decides on the platform's certificate; must be the one that {@code sockets} was made with
 */
public record TlsMaterial(SSLSocketFactory sockets, X509TrustManager trust) {
    public TlsMaterial {
        Require.present(sockets, "sockets");
        Require.present(trust, "trust");
    }
}
