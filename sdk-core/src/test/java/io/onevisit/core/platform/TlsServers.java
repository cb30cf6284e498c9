package io.onevisit.core.platform;

import io.onevisit.examples.authority.Credential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.BCX509ExtendedKeyManager;
import org.bouncycastle.jsse.BCX509Key;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** TLS servers for {@link RawServer}, by the Java platform and by Bouncy Castle; they take any client certificate. */
final class TlsServers {
    static final char[] PASSWORD = "password".toCharArray();

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private TlsServers() {}

    /** The key store of a credential, read by Bouncy Castle, which knows SM2. */
    static KeyStore store(Credential credential) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12", BOUNCY_CASTLE);
        store.load(new ByteArrayInputStream(credential.pkcs12(PASSWORD)), PASSWORD);
        return store;
    }

    static TlsKey key(Credential credential) throws GeneralSecurityException, IOException {
        return TlsKey.of(store(credential), PASSWORD);
    }

    /** A server by the Java platform. */
    static ServerSocket java(Credential credential, Consumer<SSLSocket> settings)
            throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new ServerKey(key(credential))}, new TrustManager[] {new AnyClient()}, null);
        return listening(context.getSocketFactory(), settings);
    }

    /** A server by Bouncy Castle that speaks RFC 8998. */
    static ServerSocket gm(Credential credential, boolean needsClient) throws GeneralSecurityException, IOException {
        return bouncyCastle(credential, parameters -> {
            parameters.setProtocols(new String[] {"TLSv1.3"});
            parameters.setCipherSuites(new String[] {"TLS_SM4_GCM_SM3"});
            parameters.setNamedGroups(new String[] {"curveSM2"});
            parameters.setSignatureSchemes(new String[] {"sm2sig_sm3"});
            parameters.setNeedClientAuth(needsClient);
        });
    }

    /** A server by Bouncy Castle. */
    static ServerSocket bouncyCastle(Credential credential, Consumer<BCSSLParameters> settings)
            throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS", new BouncyCastleJsseProvider(BOUNCY_CASTLE));
        context.init(new KeyManager[] {new ServerKey(key(credential))}, new TrustManager[] {new AnyClient()}, null);
        return listening(context.getSocketFactory(), socket -> {
            BCSSLParameters parameters = ((BCSSLSocket) socket).getParameters();
            settings.accept(parameters);
            ((BCSSLSocket) socket).setParameters(parameters);
        });
    }

    private static ServerSocket listening(SSLSocketFactory sockets, Consumer<SSLSocket> settings) throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                Socket plain = super.accept();
                SSLSocket socket = (SSLSocket) sockets.createSocket(plain, "127.0.0.1", plain.getPort(), true);
                socket.setUseClientMode(false);
                settings.accept(socket);
                return socket;
            }
        };
    }

    /** The one key of a server, offered whatever is asked for. */
    private static final class ServerKey extends BCX509ExtendedKeyManager {
        private final TlsKey key;

        ServerKey(TlsKey key) {
            this.key = key;
        }

        @Override
        public BCX509Key chooseServerKeyBC(String[] keyTypes, Principal[] issuers, Socket socket) {
            return getKeyBC(keyTypes[0], "key");
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
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return "EC".equals(keyType) ? "key" : null;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {"key"};
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
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return null;
        }
    }

    private static final class AnyClient extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
