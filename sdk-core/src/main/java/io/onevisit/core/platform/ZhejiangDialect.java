package io.onevisit.core.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The {@link ZhejiangGatewayProfile} at work. */
final class ZhejiangDialect implements Dialect, RenewedSecret.Renewal {
    private static final String BY_APP_SECRET = "/gateway/app/refreshTokenByKey.htm";
    private static final String BY_REFRESH_SECRET = "/gateway/app/refreshTokenBySec.htm";
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][0-9A-Za-z_]{0,63}");

    private final PlatformSettings settings;
    private final String appKey;
    private final Supplier<Bytes> appSecret;
    private final Envelope envelope;
    private final RequestTime time;
    private final RenewedSecret secret;

    ZhejiangDialect(PlatformSettings settings, String appKey, Supplier<Bytes> appSecret, Set<String> staleCodes) {
        this.settings = settings;
        this.appKey = appKey;
        this.appSecret = appSecret;
        this.envelope = new CodeEnvelope("00", "datas", staleCodes);
        this.time = new RequestTime(settings.clock());
        this.secret = new RenewedSecret(this, envelope, settings.clock());
    }

    @Override
    public Secrets secrets(Call call) {
        return secret;
    }

    @Override
    public RawMessage request(Call call, Secret secret) {
        Map<String, String> form = signed(secret.value());
        parameters(call).properties().forEach(parameter -> {
            if (!PARAMETER.matcher(parameter.getKey()).matches()
                    || form.put(parameter.getKey(), text(parameter.getValue())) != null) {
                throw new InvalidValueException(
                        "call", "must have parameters of plain names that are not the gateway's");
            }
        });
        return post(call.path(), form);
    }

    private static ObjectNode parameters(Call call) {
        try {
            return StrictJson.readObject(call.body().toArray(), RawMessage.MAX_OCTETS, "call");
        } catch (MalformedMessageException e) {
            throw new InvalidValueException("call", "must have a JSON object of parameters as its body");
        }
    }

    private static String text(JsonNode value) {
        if (value.isObject()) {
            return new String(StrictJson.write(value), UTF_8);
        }
        Require.that(value.isTextual(), "call", "must have parameters that are texts or objects");
        return value.textValue();
    }

    private Map<String, String> signed(Bytes secret) {
        String now = time.next();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("appKey", appKey);
        form.put("sign", SharedSecrets.md5(appKey.getBytes(US_ASCII), secret.toArray(), now.getBytes(US_ASCII)));
        form.put("requestTime", now);
        return form;
    }

    private RawMessage post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return new RawMessage(
                "POST",
                settings.target(path).toString(),
                Map.of("content-type", List.of("application/x-www-form-urlencoded; charset=utf-8")),
                Bytes.of(body.getBytes(US_ASCII)));
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }

    @Override
    public String service() {
        return "platform secret";
    }

    @Override
    public RawMessage request(@Nullable Secret refresh) {
        return refresh == null
                ? post(BY_APP_SECRET, signed(Require.present(appSecret.get(), "app secret")))
                : post(BY_REFRESH_SECRET, signed(refresh.value()));
    }

    @Override
    public Secret read(Members answer, Instant now) {
        Secret refresh = Secret.expiring(
                SharedSecrets.text(answer.text("refreshSecret")),
                now,
                Secret.end(answer, "refreshSecretEndTime"),
                null);
        return Secret.expiring(
                SharedSecrets.text(answer.text("requestSecret")),
                now,
                Secret.end(answer, "requestSecretEndTime"),
                refresh);
    }
}
