package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.DecryptionKey;
import io.onevisit.core.internal.Require;
import java.util.function.Supplier;

/**
 * Shandong's platform for shared licences (山东省电子证照共享服务): a body of {@code head}, with an account and its token, and
 * {@code data}; an answer of {@code head}, with a status, and {@code data}, encrypted by SM2 to the account's key. The
 * {@link Call}'s body becomes {@code data}, and the decrypted data are the {@link Reply}.
 *
 * <p>Nothing is signed, see {@link AccessProfile}: whoever knows the account's public key can encrypt an answer, so it is
 * only as sure as TLS. The token goes with every request as it is.
 *
 * <p>Source: a server and three clients of the interface on GitHub, read in 2026; field names and statuses only.
 */
public final class ShandongProfile extends AccessProfile {
    private final String accessId;
    private final Supplier<Bytes> accessToken;
    private final DecryptionKey key;

    /**
     * The profile of one account.
     *
     * @param accessId names the account
     * @param accessToken where the account's token is, in UTF-8; asked for each request and not kept
     * @param key the private half of the key that the platform encrypts answers to
     */
    public ShandongProfile(String accessId, Supplier<Bytes> accessToken, DecryptionKey key) {
        this.accessId = AccountName.require(accessId, "access id");
        this.accessToken = Require.present(accessToken, "access token");
        this.key = Require.present(key, "decryption key");
    }

    @Override
    public boolean signsReplies() {
        return false;
    }

    @Override
    Exchange exchange(PlatformSettings settings) {
        return new DialectExchange(new ShandongDialect(settings, accessId, accessToken, key), settings.clock());
    }

    /** The account; no token and no key. */
    @Override
    public String toString() {
        return "Shandong licence sharing, account " + accessId;
    }
}
