package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The gateway of Zhejiang's public data platform (浙江省公共数据平台): parameters as a form, among them the app key, the
 * milliseconds and a signature, hexadecimal MD5 of app key, request secret and milliseconds. The request secret lives 15
 * minutes and is asked for with a refresh secret that lives 48 hours, that one with the app secret; the next is asked for
 * when 70 to 80 percent of a secret's life are over.
 *
 * <p>A call's body is a JSON object of the parameters: a text goes as it is, an object as JSON, {@code additional} above
 * all, see {@link SharingGround}. Neither method, path, parameters nor reply is signed and there is no nonce, see
 * {@link AccessProfile}. The answer's member {@code datas} is the {@link Reply}, JSON inside a string taken out of it.
 *
 * <p>Source: the interfaces {@code /gateway/app/refreshTokenByKey.htm}, {@code refreshTokenBySec.htm} and {@code
 * /gateway/api/} as public integrations on GitHub speak them, read in 2026; the algorithm only.
 */
public final class ZhejiangGatewayProfile extends AccessProfile {
    private final String appKey;
    private final Supplier<Bytes> appSecret;
    private final Set<String> staleCodes;

    /**
     * The profile of one application.
     *
     * @param appKey names the application
     * @param appSecret where its secret is; asked for when there is no refresh secret, and not kept
     * @param staleCodes the codes by which the gateway says that a signature or its secret is not good (any more): one new
     *     secret is asked for then and the request sent once more. None are known from public sources.
     */
    public ZhejiangGatewayProfile(String appKey, Supplier<Bytes> appSecret, Set<String> staleCodes) {
        this.appKey = AccountName.require(appKey, "app key");
        this.appSecret = Require.present(appSecret, "app secret");
        this.staleCodes = Set.copyOf(Require.present(staleCodes, "stale codes"));
    }

    @Override
    public boolean signsReplies() {
        return false;
    }

    @Override
    Exchange exchange(PlatformSettings settings) {
        return new DialectExchange(new ZhejiangDialect(settings, appKey, appSecret, staleCodes), settings.clock());
    }

    /** The application; no secret. */
    @Override
    public String toString() {
        return "Zhejiang gateway, application " + appKey;
    }
}
