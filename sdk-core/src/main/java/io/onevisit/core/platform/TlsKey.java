package io.onevisit.core.platform;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A private key with its certificates, by which this system proves itself in TLS (客户端证书). The key may stay in a cipher
 * machine; then it is of that machine's JCA provider. Immutable and thread-safe; {@code toString} shows neither key nor
 * certificate.
 */
public final class TlsKey {
    private final PrivateKey key;
    private final List<X509Certificate> chain;

    /**
     * A key with its certificates.
     *
     * @param chain the key's own certificate first, then each issuer's; at most 10
     */
    public TlsKey(PrivateKey key, List<X509Certificate> chain) {
        this.key = Require.present(key, "key");
        this.chain = List.copyOf(Require.present(chain, "chain"));
        Require.that(!chain.isEmpty() && chain.size() <= 10, "chain", "must be of 1 to 10 certificates");
    }

    /**
     * The one key of a key store. A PKCS#12 file with an SM2 key is opened by
     * {@code KeyStore.getInstance("PKCS12", new BouncyCastleProvider())}, which registers nothing.
     *
     * @throws InvalidValueException when there is not one key, its certificates are not X.509, or the password is another
     */
    public static TlsKey of(KeyStore store, char[] password) {
        Require.present(password, "password");
        try {
            String alias = onlyKey(Require.present(store, "key store"));
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : store.getCertificateChain(alias)) {
                chain.add((X509Certificate) certificate);
            }
            return new TlsKey((PrivateKey) store.getKey(alias, password), chain);
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new InvalidValueException(
                    "key store", "must give its key, with X.509 certificates, for this password");
        }
    }

    private static String onlyKey(KeyStore store) throws KeyStoreException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        Require.that(keys.size() == 1, "key store", "must hold one key");
        return keys.get(0);
    }

    PrivateKey key() {
        return key;
    }

    X509Certificate[] chain() {
        return chain.toArray(X509Certificate[]::new);
    }

    X509ExtendedKeyManager forJava() {
        return new OnlyKey();
    }

    @Override
    public String toString() {
        return "TLS key with " + chain.size() + " certificates";
    }

    /** Offers this key to whoever asks for a key of its kind; a server's wish for certain issuers is the server's. */
    private final class OnlyKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "key";

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return List.of(keyTypes).contains(key.getAlgorithm()) ? ALIAS : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return null;
        }
    }
}
