package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import java.util.function.Supplier;

/**
 * A gateway that asks for {@code x-tif-*} headers (TIF 网关, 里约网关), as several provincial and municipal platforms have
 * it: the signature is the SHA-256 of time, token, nonce and time again, in upper-case hexadecimal.
 *
 * <p>The gateway lets time pass that is off by 180 seconds and is not known to remember nonces. Neither address nor body
 * nor reply is signed, see {@link AccessProfile}. The answer's member {@code data} is the {@link Reply}, JSON inside a
 * string taken out of it.
 *
 * <p>Source: the interfaces that integrations on GitHub speak, read in 2026; the algorithm only.
 */
public final class TifGatewayProfile extends AccessProfile {
    private final String paasId;
    private final Supplier<Bytes> token;
    private final String successCode;

    /**
     * The profile of one account.
     *
     * @param paasId names the account
     * @param token where the account's token is; asked for each request and not kept
     * @param successCode what the service reached gives as {@code code} of success, mostly {@code 0}
     */
    public TifGatewayProfile(String paasId, Supplier<Bytes> token, String successCode) {
        this.paasId = AccountName.require(paasId, "paas id");
        this.token = Require.present(token, "token");
        this.successCode = AccountName.require(successCode, "success code");
    }

    @Override
    public boolean signsReplies() {
        return false;
    }

    @Override
    Exchange exchange(PlatformSettings settings) {
        return new DialectExchange(new TifDialect(settings, paasId, token, successCode), settings.clock());
    }

    /** The account; no token. */
    @Override
    public String toString() {
        return "x-tif gateway, account " + paasId;
    }
}
