package io.onevisit.core.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.BCX509ExtendedKeyManager;
import org.bouncycastle.jsse.BCX509Key;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that speak RFC 8998 and nothing else, by Bouncy Castle's JSSE. It has these algorithms off by default; they are
 * set on each socket, for what is set on the provider is set by system properties. The only class that needs bctls.
 */
final class GmSockets extends SSLSocketFactory {
    private static final String[] PROTOCOLS = {"TLSv1.3"};
    private static final String[] SUITES = {"TLS_SM4_GCM_SM3"};
    private static final String[] GROUPS = {"curveSM2"};
    private static final String[] SIGNATURES = {"sm2sig_sm3"};

    private final SSLSocketFactory sockets;

    private GmSockets(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    static SSLSocketFactory of(X509TrustManager trust, @Nullable TlsKey key) {
        try {
            SSLContext context =
                    SSLContext.getInstance("TLS", new BouncyCastleJsseProvider(new BouncyCastleProvider()));
            context.init(key == null ? null : new KeyManager[] {new OnlyKey(key)}, new TrustManager[] {trust}, null);
            return new GmSockets(context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle has TLS", e);
        }
    }

    private static Socket gm(Socket socket) {
        BCSSLSocket tls = (BCSSLSocket) socket;
        BCSSLParameters parameters = tls.getParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(SUITES);
        parameters.setNamedGroups(GROUPS);
        parameters.setSignatureSchemes(SIGNATURES);
        tls.setParameters(parameters);
        return socket;
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        return gm(sockets.createSocket(connected, host, port, autoClose));
    }

    @Override
    public Socket createSocket() throws IOException {
        return gm(sockets.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return gm(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) throws IOException {
        return gm(sockets.createSocket(host, port, localAddress, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return gm(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localAddress, int localPort) throws IOException {
        return gm(sockets.createSocket(host, port, localAddress, localPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return SUITES.clone();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return SUITES.clone();
    }

    /** Bouncy Castle's own key manager refuses SM2 keys. */
    private static final class OnlyKey extends BCX509ExtendedKeyManager {
        private static final String SM2 = "EC/sm2p256v1";
        private static final String ALIAS = "key";

        private final TlsKey key;

        OnlyKey(TlsKey key) {
            this.key = key;
        }

        @Override
        public @Nullable BCX509Key chooseClientKeyBC(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return List.of(keyTypes).contains(SM2) ? getKeyBC(SM2, ALIAS) : null;
        }

        @Override
        protected BCX509Key getKeyBC(String keyType, String alias) {
            return new BCX509Key() {
                @Override
                public X509Certificate[] getCertificateChain() {
                    return key.chain();
                }

                @Override
                public String getKeyType() {
                    return keyType;
                }

                @Override
                public PrivateKey getPrivateKey() {
                    return key.key();
                }
            };
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return ALIAS;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return key.chain();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key.key();
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }
    }
}
