package io.onevisit.core.platform;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A TLS configuration (传输层材料): whom to trust, who we are, and which protocols and suites will do. There is no falling
 * back: where the other side offers none of them, or an agreed one is not among them, nothing is sent. The host's name is
 * always compared with the certificate. Immutable and thread-safe.
 *
 * <p>This is also the seam for other TLS providers, as long as their protocols are versions of TLS.
 *
 * @param sockets makes the connections, with the client certificate if there is one
 * @param trust decides on the platform's certificate; must be the one that {@code sockets} was made with
 * @param protocols {@code TLSv1.2}, {@code TLSv1.3} or both
 * @param suites the cipher suites, as IANA names them
 */
public record TlsMaterial(SSLSocketFactory sockets, X509TrustManager trust, Set<String> protocols, Set<String> suites) {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    /** Forward secrecy and authenticated encryption, RFC 9325 section 4.2. */
    private static final Set<String> SUITES = Set.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final Set<String> GM_PROTOCOLS = Set.of("TLSv1.3");
    private static final Set<String> GM_SUITES = Set.of("TLS_SM4_GCM_SM3");

    public TlsMaterial {
        Require.present(sockets, "sockets");
        Require.present(trust, "trust");
        protocols = Set.copyOf(Require.present(protocols, "protocols"));
        suites = Set.copyOf(Require.present(suites, "suites"));
        Require.that(
                !protocols.isEmpty() && PROTOCOLS.containsAll(protocols),
                "protocols",
                "must be of TLSv1.2 and TLSv1.3");
        Require.that(
                !suites.isEmpty()
                        && suites.stream().noneMatch(suite -> suite.contains("_anon_") || suite.contains("_NULL_")),
                "suites",
                "must prove the server and encrypt");
    }

    /** TLS 1.2 and 1.3 with forward secrecy and authenticated encryption, by sockets of one's own. */
    public TlsMaterial(SSLSocketFactory sockets, X509TrustManager trust) {
        this(sockets, trust, PROTOCOLS, SUITES);
    }

    /** TLS 1.2 and 1.3 by the Java platform's provider, without a client certificate. */
    public static TlsMaterial of(X509TrustManager trust) {
        return ofJava(trust, null);
    }

    /** The same with a client certificate (双向认证). */
    public static TlsMaterial of(X509TrustManager trust, TlsKey key) {
        return ofJava(trust, Require.present(key, "key").forJava());
    }

    /**
     * GM TLS (国密 TLS), RFC 8998: TLS 1.3 with TLS_SM4_GCM_SM3, sm2sig_sm3 and curveSM2, and with nothing else, by Bouncy
     * Castle's provider, which is not registered with the JVM. A platform that does not speak it gets not one octet.
     *
     * @throws InvalidValueException when {@code org.bouncycastle:bctls-jdk18on} is not there
     */
    public static TlsMaterial gm(X509TrustManager trust) {
        return ofGm(trust, null);
    }

    /** The same with a client certificate for an SM2 key. */
    public static TlsMaterial gm(X509TrustManager trust, TlsKey key) {
        return ofGm(trust, Require.present(key, "key"));
    }

    /** The Java platform's own TLS, with its certificate authorities. */
    static TlsMaterial ofJavaPlatform() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(trust -> of((X509TrustManager) trust))
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java platform's TLS", e);
        }
    }

    private static TlsMaterial ofJava(X509TrustManager trust, @Nullable KeyManager key) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    key == null ? null : new KeyManager[] {key},
                    new TrustManager[] {Require.present(trust, "trust")},
                    null);
            return new TlsMaterial(context.getSocketFactory(), trust);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java platform's TLS", e);
        }
    }

    private static TlsMaterial ofGm(X509TrustManager trust, @Nullable TlsKey key) {
        try {
            SSLSocketFactory sockets = GmSockets.of(Require.present(trust, "trust"), key);
            return new TlsMaterial(sockets, trust, GM_PROTOCOLS, GM_SUITES);
        } catch (NoClassDefFoundError e) {
            throw new InvalidValueException("GM TLS", "needs org.bouncycastle:bctls-jdk18on beside this library");
        }
    }

    /** Protocols and suites. */
    @Override
    public String toString() {
        return "TLS material for " + protocols + " with " + suites;
    }
}
