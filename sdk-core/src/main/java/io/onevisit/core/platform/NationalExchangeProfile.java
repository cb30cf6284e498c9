package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The national data sharing and exchange platform (国家数据共享交换平台) and its twin, the national government service
 * platform: four headers name requester, service, time and signature; the signature is base64 of HMAC-SHA256 over service
 * id, requester id and milliseconds, keyed by a secret. The secret is fetched for each service with that service's app
 * key, comes wrapped by AES and ends at a time told with it; the next one is fetched when 70 to 80 percent of its life
 * are over.
 *
 * <p>Neither method, path, body nor reply is signed and there is no nonce, see {@link AccessProfile}. The answer's member
 * {@code data} is the {@link Reply}, JSON inside a string taken out of it.
 *
 * <p>Sources: interface specification v0.55 as quoted in public integrations on GitHub, read in 2026; the algorithm only.
 */
public final class NationalExchangeProfile extends AccessProfile {
    private final Network network;
    private final String requesterId;
    private final Map<String, Grant> grants;
    private final Set<String> staleCodes;

    /**
     * The profile of one requester.
     *
     * @param requesterId the requester's identifier (rid), as the platform assigned it
     * @param grants what the requester may call, by the service's name in {@link Call#service()}; a call of any other
     *     service is refused before anything is sent
     * @param staleCodes the codes by which the platform says that a signature or its secret is not good (any more): one new
     *     secret is fetched then and the request sent once more. None are known from public sources.
     */
    public NationalExchangeProfile(
            Network network, String requesterId, Map<String, Grant> grants, Set<String> staleCodes) {
        this.network = Require.present(network, "network");
        this.requesterId = AccountName.require(requesterId, "requester id");
        this.grants = Map.copyOf(Require.present(grants, "grants"));
        this.staleCodes = Set.copyOf(Require.present(staleCodes, "stale codes"));
    }

    @Override
    public boolean signsReplies() {
        return false;
    }

    @Override
    Exchange exchange(PlatformSettings settings) {
        return new DialectExchange(
                new NationalDialect(settings, network, requesterId, grants, staleCodes), settings.clock());
    }

    /** Network and services; no key. */
    @Override
    public String toString() {
        return "national exchange " + network + ", services " + new TreeSet<>(grants.keySet());
    }

    /** Which of the two twins. */
    public enum Network {
        /** The sharing and exchange platform: headers {@code gjgxjhpt_*}, success {@code 0}. */
        SHARING_EXCHANGE("gjgxjhpt", "0"),
        /** The government service platform (国家政务服务平台): headers {@code gjzwfwpt_*}, success {@code 200}. */
        SERVICE_PLATFORM("gjzwfwpt", "200");

        private final String prefix;
        private final String success;

        Network(String prefix, String success) {
            this.prefix = prefix;
            this.success = success;
        }

        String header(String name) {
            return prefix + "_" + name;
        }

        String success() {
            return success;
        }
    }

    /**
     * The right to call one service (服务授权).
     *
     * @param serviceId the service's identifier (sid)
     * @param appKey where the app key (服务授权码) is; asked for when a secret is fetched, and not kept
     */
    public record Grant(String serviceId, Supplier<Bytes> appKey) {
        public Grant {
            AccountName.require(serviceId, "service id");
            Require.present(appKey, "app key");
        }

        /** The service; no key. */
        @Override
        public String toString() {
            return serviceId;
        }
    }
}
