package io.onevisit.core.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.NationalExchangeProfile.Grant;
import io.onevisit.core.platform.NationalExchangeProfile.Network;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The {@link NationalExchangeProfile} at work: one secret for each service. */
final class NationalDialect implements Dialect {
    private static final String RENEWAL_PATH = "/sysapi/auth/refreshappsecret";
    private static final String JSON = "application/json; charset=utf-8";

    private final PlatformSettings settings;
    private final Network network;
    private final String requesterId;
    private final Map<String, Grant> grants;
    private final Map<String, Secrets> secrets;
    private final Envelope envelope;
    private final RequestTime time;

    NationalDialect(
            PlatformSettings settings,
            Network network,
            String requesterId,
            Map<String, Grant> grants,
            Set<String> staleCodes) {
        this.settings = settings;
        this.network = network;
        this.requesterId = requesterId;
        this.grants = grants;
        this.envelope = new CodeEnvelope(network.success(), "data", staleCodes);
        this.time = new RequestTime(settings.clock());
        this.secrets =
                grants.keySet().stream().collect(Collectors.toUnmodifiableMap(Function.identity(), this::secret));
    }

    private Secrets secret(String service) {
        return new RenewedSecret(new SecretOf(grant(service)), envelope, settings.clock());
    }

    private Grant grant(String service) {
        Grant grant = grants.get(service);
        if (grant == null) {
            throw new InvalidValueException("call", "must be of a service that the profile has a grant for");
        }
        return grant;
    }

    @Override
    public Secrets secrets(Call call) {
        return Require.present(secrets.get(call.service()), "grant for the call's service");
    }

    @Override
    public RawMessage request(Call call, Secret secret) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("content-type", List.of(JSON));
        signed(grant(call.service()), secret.value()).forEach((name, value) -> headers.put(name, List.of(value)));
        return new RawMessage("POST", settings.target(call.path()).toString(), headers, call.body());
    }

    private Map<String, String> signed(Grant grant, Bytes key) {
        String now = time.next();
        byte[] text = (grant.serviceId() + requesterId + now).getBytes(US_ASCII);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(network.header("rid"), requesterId);
        fields.put(network.header("sid"), grant.serviceId());
        fields.put(network.header("rtime"), now);
        fields.put(network.header("sign"), SharedSecrets.hmac(key, text));
        return fields;
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }

    /** Asks for one service's secret with its app key; the signature goes into the body here. */
    private final class SecretOf implements RenewedSecret.Renewal {
        private final Grant grant;

        SecretOf(Grant grant) {
            this.grant = grant;
        }

        @Override
        public String service() {
            return "platform secret";
        }

        @Override
        public RawMessage request(@Nullable Secret refresh) {
            ObjectNode body = StrictJson.object();
            signed(grant, appKey()).forEach(body::put);
            return new RawMessage(
                    "POST",
                    settings.target(RENEWAL_PATH).toString(),
                    Map.of("content-type", List.of(JSON)),
                    Bytes.of(StrictJson.write(body)));
        }

        @Override
        public Secret read(Members answer, Instant now) {
            Bytes secret = SharedSecrets.unwrap(appKey(), answer.text("secret"));
            return Secret.expiring(secret, now, Secret.end(answer, "secretEndTime"), null);
        }

        private Bytes appKey() {
            return Require.present(grant.appKey().get(), "app key");
        }
    }
}
